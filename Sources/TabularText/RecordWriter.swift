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

  /// A writer with nothing written.
  public init() {}

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
    beginField()
    isEmptyRecord = false
    let text = number.description
    bytes.append(contentsOf: text.hasSuffix(".0") ? text.dropLast(2).utf8 : text[...].utf8)
  }

  /// Adds a whole-number field.
  public mutating func append(_ number: Int) {
    beginField()
    isEmptyRecord = false
    bytes.append(contentsOf: number.description.utf8)
  }

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

  private mutating func beginField() {
    if fieldCount > 0 { bytes.append(0x2C) }
    fieldCount += 1
  }
}
