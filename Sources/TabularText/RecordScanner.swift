import CTabularText

/// Splits bytes into records and fields by RFC 4180, as byte ranges: nothing is copied.
///
/// Lines end in LF or CRLF, the last one perhaps in neither; a quoted field holds commas, line ends and doubled
/// quotes; a byte order mark at the start is passed over. Vector instructions find the separators of a few thousand
/// bytes ahead; the records are made from their places alone, in one way whether anything is quoted or not. The same
/// buffer is handed to every call: an array, a mapped file, or one block of either.
///
/// UTF-8 is not checked here, see ``firstInvalidUTF8(in:)``: the separators are ASCII and cannot occur inside a
/// longer character.
public struct RecordScanner: Sendable {
  /// One field of a record.
  public struct Field: Hashable, Sendable {
    /// Its bytes in the buffer, without the surrounding quotes.
    public let bytes: Range<Int>
    /// Whether it was quoted.
    public let isQuoted: Bool
    /// Whether quotes inside it are doubled, so that its text is not its bytes.
    public let hasDoubledQuotes: Bool

    init(bytes: Range<Int>, isQuoted: Bool, hasDoubledQuotes: Bool) {
      (self.bytes, self.isQuoted, self.hasDoubledQuotes) = (bytes, isQuoted, hasDoubledQuotes)
    }

    /// A field that is not quoted, between two separators.
    @inline(__always) init(plain start: Int, _ end: Int) {
      (bytes, isQuoted, hasDoubledQuotes) = (Range(uncheckedBounds: (start, end)), false, false)
    }
  }

  /// Line that the next record begins on, counted from 1.
  public private(set) var line = 1
  /// Offset of the first byte that no record has taken yet.
  public private(set) var offset = 0
  private var separators = SeparatorWindow()

  /// A scanner at the start of a buffer.
  public init() {}

  /// Reads the next record.
  ///
  /// One that looks like the record before it, as many fields and nothing quoted, is taken from its separators in one go.
  ///
  /// Complexity: O(bytes of the record).
  ///
  /// - Parameters:
  ///   - bytes: the whole buffer, the same in every call.
  ///   - fields: replaced by the fields of the record, at least one; keep those of the record before in it.
  /// - Returns: `false` at the end of the buffer, where `fields` is empty.
  /// - Throws: `.strayQuote`, `.textAfterQuote`, `.unclosedQuote`, `.loneCarriageReturn`; the scanner then still
  ///   stands at the start of the refused record, see ``skipLine(in:)``.
  public mutating func next(
    in bytes: UnsafeRawBufferPointer, into fields: inout [Field]
  ) throws(TabularTextError) -> Bool {
    if let end = separators.plainRecord(from: offset, in: bytes, into: &fields) {
      (offset, line) = (end, line + 1)
      return true
    }
    fields.removeAll(keepingCapacity: true)
    passByteOrderMark(in: bytes)
    guard offset < bytes.count else { return false }
    var cursor = Cursor(position: offset, line: line, lineStart: offset)
    let start = separators.mark
    do throws(TabularTextError) {
      repeat {
        let separator = separators.first(in: bytes)
        if separator > cursor.position || separator == bytes.count || bytes[separator] != Self.quote {
          fields.append(Field(bytes: cursor.position..<separator, isQuoted: false, hasDoubledQuotes: false))
          (cursor.position, cursor.isBehindQuotes) = (separator, false)
        } else {
          fields.append(try cursor.quotedField(in: bytes, &separators))
        }
      } while try cursor.passesComma(in: bytes, &separators)
    } catch {
      separators.goBack(to: start, offset: offset)
      throw error
    }
    (offset, line) = (cursor.position, cursor.line)
    return true
  }

  /// Reads rows of a panel as long as they are plain and whole among the separators that were found ahead.
  ///
  /// None is an answer too. The way on is ``next(in:into:)``, for one record at least.
  ///
  /// Complexity: O(bytes of the rows).
  ///
  /// - Parameters:
  ///   - fields: what the fields of a record are.
  ///   - bytes: the whole buffer, the same in every call.
  ///   - rows: replaced by the rows; its first series is given.
  public mutating func readRows(
    of fields: tabular_fields, in bytes: UnsafeRawBufferPointer, into rows: inout PlainRows
  ) {
    offset = separators.take(from: offset, in: bytes) { rows.read($0, of: fields) } ?? offset
    line += rows.count
  }

  /// Passes over records of so many fields, each a line, among the separators that were found ahead, as long as they are quoted
  /// as the first one is and hold no separator inside a field.
  ///
  /// None is an answer too, as of ``readRows(of:in:into:)``. Complexity: O(separators of the records).
  public mutating func passRecords(ofFields count: Int, in bytes: UnsafeRawBufferPointer) {
    let passed = separators.take(from: offset, in: bytes) { text in
      let records = withUnsafePointer(to: text) { tabular_pass_records($0, count) }
      return (records, records.separators)
    }
    guard let passed else { return }
    (offset, line) = (passed.end, line + passed.count)
  }

  /// Moves behind the line that the next record begins on: the way on after a refused record.
  ///
  /// Complexity: O(bytes of the line).
  public mutating func skipLine(in bytes: UnsafeRawBufferPointer) {
    while true {
      let separator = separators.first(in: bytes)
      guard separator < bytes.count else {
        offset = bytes.count
        break
      }
      separators.removeFirst()
      guard bytes[separator] != Self.lineFeed else {
        offset = separator + 1
        break
      }
    }
    line += 1
  }

  private mutating func passByteOrderMark(in bytes: UnsafeRawBufferPointer) {
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}

/// The place of the scanner inside a record; given up when the record is refused.
private struct Cursor {
  var position: Int
  var line: Int
  /// Offset of the first byte of `line`.
  var lineStart: Int
  /// Where the last quoted field was opened.
  var opening = TextLocation(line: 1, column: 1)
  /// Whether the field before `position` was quoted.
  var isBehindQuotes = false

  func location(of position: Int) -> TextLocation { TextLocation(line: line, column: position - lineStart + 1) }

  /// From the opening quote, which is the first separator, behind the closing one.
  mutating func quotedField(
    in bytes: UnsafeRawBufferPointer, _ separators: inout SeparatorWindow
  ) throws(TabularTextError) -> RecordScanner.Field {
    opening = location(of: position)
    let start = position + 1
    var hasDoubledQuotes = false
    separators.removeFirst()
    while true {
      let separator = separators.first(in: bytes)
      guard separator < bytes.count else { throw TabularTextError(.unclosedQuote, at: opening) }
      separators.removeFirst()
      if bytes[separator] == RecordScanner.lineFeed {
        (line, lineStart) = (line + 1, separator + 1)
      } else if bytes[separator] == RecordScanner.quote {
        let next = separator + 1
        guard next < bytes.count, bytes[next] == RecordScanner.quote else {
          (position, isBehindQuotes) = (next, true)
          return RecordScanner.Field(bytes: start..<separator, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes)
        }
        hasDoubledQuotes = true
        _ = separators.first(in: bytes)
        separators.removeFirst()
      }
    }
  }

  /// Moves behind what ends a field; `true` when that was a comma and another field follows.
  mutating func passesComma(
    in bytes: UnsafeRawBufferPointer, _ separators: inout SeparatorWindow
  ) throws(TabularTextError) -> Bool {
    guard position < bytes.count else { return false }
    _ = separators.first(in: bytes)
    switch bytes[position] {
    case RecordScanner.comma:
      separators.removeFirst()
      position += 1
      return true
    case RecordScanner.lineFeed:
      separators.removeFirst()
      position += 1
    case RecordScanner.carriageReturn:
      guard position + 1 < bytes.count, bytes[position + 1] == RecordScanner.lineFeed else {
        throw TabularTextError(.loneCarriageReturn, at: location(of: position))
      }
      separators.removeFirst()
      _ = separators.first(in: bytes)
      separators.removeFirst()
      position += 2
    case RecordScanner.quote where !isBehindQuotes:
      throw TabularTextError(.strayQuote, at: location(of: position))
    default: throw TabularTextError(.textAfterQuote(text: location(of: position)), at: opening)
    }
    (line, lineStart) = (line + 1, position)
    return false
  }
}

extension UnsafeRawBufferPointer {
  /// The text of a field, with doubled quotes made single.
  ///
  /// Bytes that are not UTF-8 become replacement characters; check them first where that matters.
  /// Complexity: O(bytes of the field).
  public func text(of field: RecordScanner.Field) -> String {
    let bytes = UnsafeRawBufferPointer(rebasing: self[field.bytes])
    guard field.hasDoubledQuotes else { return String(decoding: bytes, as: UTF8.self) }
    var single: [UInt8] = []
    single.reserveCapacity(bytes.count)
    var isSecondQuote = false
    for byte in bytes {
      isSecondQuote = byte == RecordScanner.quote && !isSecondQuote
      if byte != RecordScanner.quote || isSecondQuote { single.append(byte) }
    }
    return String(decoding: single, as: UTF8.self)
  }
}
