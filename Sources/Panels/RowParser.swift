import CTabularText
import TabularText

/// Turns blocks of whole records into series; kept by one thread, so that its memory is used again.
struct RowParser: ~Copyable {
  private let header: PanelHeader
  /// The first and the last key field, when the keys stand side by side.
  private let keySpan: (first: Int, last: Int)?
  /// The same for many rows in one go.
  private let plainFields: tabular_fields?
  private var fields: [RecordScanner.Field] = []
  private var rows = PlainRows()
  /// Rows to be read one by one before many are tried again, and how many these were the last time.
  private var pause = (left: 0, length: 0)
  /// The series of the last block; adjacent rows of one key are one series.
  ///
  /// Few rows have fewer than sixteen bytes.
  private(set) var series = SeriesBlock(observations: BlockReader.blockSize / 16)
  /// The rows of the last block that could not be used; lines counted from the start of the block.
  private(set) var faults = PanelFaults()

  init(_ header: PanelHeader) {
    self.header = header
    if header.hasAdjacentKeys, let first = header.keyPlaces.first, let last = header.keyPlaces.last {
      keySpan = (first, last)
      plainFields = tabular_fields(
        count: header.fieldCount, first_key: first, last_key: last, period: header.periodPlace, value: header.valuePlace
      )
    } else {
      (keySpan, plainFields) = (nil, nil)
    }
  }

  /// Parses a block; complexity O(bytes).
  mutating func parse(_ bytes: UnsafeRawBufferPointer) {
    series.removeAll()
    faults = PanelFaults()
    var scanner = RecordScanner()
    /// The key fields of the row before as they stand in the block.
    var keyBefore: Range<Int>?
    while true {
      readPlainRows(&scanner, in: bytes, &keyBefore)
      let line = scanner.line
      do throws(TabularTextError) {
        guard try scanner.next(in: bytes, into: &fields) else { return }
      } catch {
        faults.add(
          PanelFault(.malformed(error.fault, column: error.location.column), line: line))
        scanner.skipLine(in: bytes)
        continue
      }
      guard fields.count == header.fieldCount else {
        if fields.count == 1, fields[0].bytes.isEmpty, !fields[0].isQuoted { continue }
        faults.add(PanelFault(.fieldCount(expected: header.fieldCount, found: fields.count), line: line))
        continue
      }
      let periodText = UnsafeRawBufferPointer(rebasing: bytes[fields[header.periodPlace].bytes])
      guard let period = PanelPeriod(parsing: periodText) else {
        faults.add(PanelFault(.unreadablePeriod(shown(periodText)), line: line))
        continue
      }
      let valueField = fields[header.valuePlace].bytes
      guard let value = readDecimal(bytes, in: valueField), value.isFinite else {
        let text = UnsafeRawBufferPointer(rebasing: bytes[valueField])
        faults.add(PanelFault(.unreadableValue(shown(text)), line: line))
        continue
      }
      let key = keySlice()
      if let key, let keyBefore, areEqual(bytes, key, bytes, keyBefore) {
        series.append(period, value, line: UInt32(line))
        continue
      }
      if let fault = beginSeries(in: bytes, key: key) {
        faults.add(PanelFault(fault, line: line))
        continue
      }
      keyBefore = key
      series.append(period, value, line: UInt32(line))
    }
  }

  /// Reads rows that need no second look, if there are any.
  private mutating func readPlainRows(
    _ scanner: inout RecordScanner, in bytes: UnsafeRawBufferPointer, _ keyBefore: inout Range<Int>?
  ) {
    guard let plainFields, keyBefore != nil || series.count == 0 else { return }
    guard pause.left == 0 else {
      pause.left -= 1
      return
    }
    let line = scanner.line
    rows.begin(after: keyBefore.flatMap { key in series.periods.last.map { (key, $0.code) } })
    scanner.readRows(of: plainFields, in: bytes, into: &rows)
    // Where few rows are plain, few are tried: a try costs as much as to read some one by one.
    let length = rows.count < 4 ? min(2 * pause.length + 1, 63) : 0
    pause = (length, length)
    guard rows.count > 0, let last = rows.series.last else { return }
    series.append(rows, keysIn: bytes, line: UInt32(line))
    keyBefore = last.key_start..<(last.key_start + last.key_count)
  }

  /// The slice of the record that holds all keys with their commas and quotes; `nil` when they are not adjacent.
  @inline(__always) private func keySlice() -> Range<Int>? {
    guard let (first, last) = keySpan else { return nil }
    let start = fields[first].bytes.lowerBound - (fields[first].isQuoted ? 1 : 0)
    return Range(uncheckedBounds: (start, fields[last].bytes.upperBound + (fields[last].isQuoted ? 1 : 0)))
  }

  /// Whether the writer would leave the key fields as they are: none has quotes, which the writer gives to those that begin or
  /// end with a blank.
  private func isWrittenAsRead(in bytes: UnsafeRawBufferPointer) -> Bool {
    for place in header.keyPlaces {
      if fields[place].isQuoted { return false }
      let field = fields[place].bytes
      if !field.isEmpty, bytes[field.lowerBound] == 0x20 || bytes[field.upperBound - 1] == 0x20 { return false }
    }
    return true
  }

  /// Begins a series under the key of the record, written in the one way that the results have it; unless the row
  /// before has the same key.
  private mutating func beginSeries(
    in bytes: UnsafeRawBufferPointer, key: Range<Int>?
  ) -> PanelFault.Reason? {
    if let key, isWrittenAsRead(in: bytes) {
      let text = UnsafeRawBufferPointer(rebasing: bytes[key])
      if firstInvalidUTF8(in: text) != nil { return .invalidUTF8 }
      if text.contains(0) { return .nulByte }
      let last = series.count - 1
      let isNew = last < 0 || !series.withKey(of: last) { areEqual($0, 0..<($0.count - 1), text, 0..<text.count) }
      if isNew {
        series.beginSeries(plainKey: text)
      }
      return nil
    }
    var writer = RecordWriter()
    for place in header.keyPlaces {
      let text = UnsafeRawBufferPointer(rebasing: bytes[fields[place].bytes])
      if firstInvalidUTF8(in: text) != nil { return .invalidUTF8 }
      if text.contains(0) { return .nulByte }
      writer.append(bytes.text(of: fields[place]))
    }
    var key = writer.takeBytes()
    if !header.keyPlaces.isEmpty { key.append(0x2C) }
    key.withUnsafeBytes { key in
      let last = series.count - 1
      if last >= 0, series.withKey(of: last, { $0.elementsEqual(key) }) { return }
      series.beginSeries(key: key)
    }
    return nil
  }
}

/// The first characters of a text, for a message; control characters as their pictures.
private func shown(_ bytes: UnsafeRawBufferPointer) -> String {
  var text = ""
  for scalar in String(decoding: bytes.prefix(24), as: UTF8.self).unicodeScalars {
    text.unicodeScalars.append(scalar.value < 0x20 ? Unicode.Scalar(UInt16(0x2400 + scalar.value)) ?? scalar : scalar)
  }
  return bytes.count > 24 ? text + "…" : text
}
