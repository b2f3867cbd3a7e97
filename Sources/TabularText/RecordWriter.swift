/// Writes records by RFC 4180 into a growing buffer, lines ended by LF.
///
/// A field is quoted only where it must be: when it holds a comma, a quote or a line end, or begins or ends with a
/// blank, which some spreadsheets drop. A record of one empty field is written as `""`, since a blank line is no
/// record to ``TableReader``.
public struct RecordWriter: Sendable {
  /// What was written so far and not taken.
  public private(set) var bytes: [UInt8] = []
  private var fieldCount = 0
  private var isEmptyRecord = true
  private let powers = PowersOfTen.shared

  /// A writer with nothing written and room for so many bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Adds a text field to the record.
  public mutating func append(_ text: String) {
    beginField()
    isEmptyRecord = isEmptyRecord && text.isEmpty
    let field = text.utf8
    let isBlankEnded = field.first == 0x20 || field.last == 0x20
    guard isBlankEnded || field.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      bytes.append(contentsOf: field)
      return
    }
    bytes.append(0x22)
    for byte in field {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Adds a number field that reads back to the same double, bit for bit, in the fewest digits.
  ///
  /// `0.1`, `1e+16`, `-0`, `inf`; a whole number has no `.0`. The payload of a NaN is not kept.
  public mutating func append(_ number: Double) {
    isEmptyRecord = false
    guard number.isFinite, number != 0 else {
      beginField()
      bytes.append(contentsOf: (number == 0 ? (number.sign == .minus ? "-0" : "0") : number.description).utf8)
      return
    }
    let decimal = ShortestDecimal(abs(number), powers: powers)
    appendDecimal(decimal, isNegative: number < 0, isPlain: abs(number) <= 0x1p53)
  }

  /// Adds a whole-number field.
  public mutating func append(_ number: Int) {
    isEmptyRecord = false
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { room in
      guard let text = room.baseAddress else { return }
      var count = DigitWriter.write(UInt64(number.magnitude), endingAt: text + 24)
      if number <= 0 {
        count += 1
        text[24 - count] = number < 0 ? 0x2D : 0x30
      }
      appendField(from: text + 24 - count, to: text + 24)
    }
  }

  /// Begins a record with fields that are written already, each with a comma behind it.
  public mutating func append(prefix fields: UnsafeRawBufferPointer) { bytes.append(contentsOf: fields) }

  /// Ends the record; one without fields is written as one empty field.
  public mutating func endRecord() {
    if fieldCount <= 1, isEmptyRecord { bytes.append(contentsOf: [0x22, 0x22]) }
    bytes.append(0x0A)
    (fieldCount, isEmptyRecord) = (0, true)
  }

  /// Adds a record of text fields.
  public mutating func appendRecord(_ fields: some Sequence<String>) {
    for field in fields { append(field) }
    endRecord()
  }

  /// Hands over what was written and forgets it; the record that is being written goes on.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  /// As `Double.description` has it, without `.0`: plain from 0.0001 to 2^53, else `1.5e+16`.
  private mutating func appendDecimal(_ decimal: ShortestDecimal, isNegative: Bool, isPlain: Bool) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { room in
      guard let text = room.baseAddress else { return }
      // Digits end at 40; what stands before them leaves room for zeros and a point, what stands behind for the fifteen
      // zeros of a plain number, or for a power.
      let first = text + 20
      let count = DigitWriter.write(decimal.digits, endingAt: first + 20)
      let digits = first + 20 - count
      // The point stands behind so many digits.
      let point = count + decimal.exponent
      var (start, end) = (digits, first + 20)
      if isPlain, point >= -3 {
        if point <= 0 {
          start = digits - (2 - point)
          start.update(repeating: 0x30, count: 2 - point)
          start[1] = 0x2E
        } else if point >= count {
          end.update(repeating: 0x30, count: point - count)
          end += point - count
        } else {
          start = digits - 1
          start.update(from: digits, count: point)
          start[point] = 0x2E
        }
      } else {
        if count > 1 {
          start = digits - 1
          start[0] = digits[0]
          start[1] = 0x2E
        }
        let power = abs(point - 1)
        end[0] = 0x65
        end[1] = point < 1 ? 0x2D : 0x2B
        let width = power > 99 ? 3 : 2
        end += 2 + width
        end[-width] = 0x30
        _ = DigitWriter.write(UInt64(power), endingAt: end)
      }
      if isNegative {
        start -= 1
        start[0] = 0x2D
      }
      assert(start >= text && end <= text + room.count, "\(decimal) has no room")
      appendField(from: start, to: end)
    }
  }

  /// Adds a field at once with the comma before it, for which there is room before `start`.
  @inline(__always) private mutating func appendField(
    from start: UnsafeMutablePointer<UInt8>, to end: UnsafeMutablePointer<UInt8>
  ) {
    let comma = start - 1
    comma[0] = 0x2C
    let begin = fieldCount > 0 ? comma : start
    bytes.append(contentsOf: UnsafeBufferPointer(start: begin, count: end - begin))
    fieldCount += 1
  }

  private mutating func beginField() {
    if fieldCount > 0 { bytes.append(0x2C) }
    fieldCount += 1
  }
}
