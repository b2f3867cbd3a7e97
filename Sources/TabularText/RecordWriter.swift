/// Writes records by RFC 4180 into a growing buffer, lines ended by LF.
///
/// A field is quoted only where it must be: when it holds a comma, a quote or a line end, or begins or ends with a
/// blank, which some spreadsheets drop. A record of one empty field is written as `""`, since a blank line is no
/// record to ``TableReader``.
///
/// Not copied, so that the room is one writer's alone: it may go from thread to thread.
public struct RecordWriter: ~Copyable, @unchecked Sendable {
  /// Numbers are written in place, some bytes behind their end too; an array would have to be asked for each.
  private var room: UnsafeMutablePointer<UInt8>
  private var capacity = 256
  /// Bytes written so far and not taken.
  private var count = 0
  private var fieldCount = 0
  private var isEmptyRecord = true
  private let powers = PowersOfTen.shared

  /// A writer with nothing written.
  public init() { room = .allocate(capacity: capacity) }

  deinit { room.deallocate() }

  /// A copy of what was written so far and not taken.
  public var bytes: [UInt8] { withBytes { Array($0) } }

  /// Calls a function with what was written so far and not taken.
  public func withBytes<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: room, count: count))
  }

  /// Forgets what was written; the record that is being written goes on.
  public mutating func removeAll() { count = 0 }

  /// Hands over what was written and forgets it; the record that is being written goes on.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    count = 0
    return taken
  }

  /// Adds a text field to the record.
  public mutating func append(_ text: String) {
    beginField(room: 0)
    isEmptyRecord = isEmptyRecord && text.isEmpty
    let field = text.utf8
    let isBlankEnded = field.first == 0x20 || field.last == 0x20
    let isQuoted = isBlankEnded || field.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if isQuoted { put(0x22) }
    for byte in field {
      if byte == 0x22 { put(0x22) }
      put(byte)
    }
    if isQuoted { put(0x22) }
  }

  /// Adds a number field that reads back to the same double, bit for bit, in the fewest digits.
  ///
  /// `0.1`, `1e+16`, `-0`, `inf`; a whole number has no `.0`. The payload of a NaN is not kept.
  public mutating func append(_ number: Double) {
    isEmptyRecord = false
    beginField(room: 1 + DecimalText.room)
    guard number.isFinite, number != 0 else {
      for byte in (number == 0 ? (number.sign == .minus ? "-0" : "0") : number.description).utf8 { put(byte) }
      return
    }
    if number < 0 {
      room[count] = 0x2D
      count += 1
    }
    let decimal = ShortestDecimal(abs(number), powers: powers)
    count += DecimalText.write(decimal, isPlain: abs(number) <= 0x1p53, at: room + count)
  }

  /// Adds a whole-number field.
  public mutating func append(_ number: Int) {
    isEmptyRecord = false
    beginField(room: 20)
    if number < 0 {
      room[count] = 0x2D
      count += 1
    }
    count += DigitWriter.length(of: UInt64(number.magnitude))
    DigitWriter.write(UInt64(number.magnitude), endingAt: room + count)
  }

  /// Begins a record with fields that are written already, each with a comma behind it.
  public mutating func append(prefix fields: UnsafeRawBufferPointer) {
    makeRoom(for: fields.count)
    UnsafeMutableRawBufferPointer(start: room + count, count: fields.count).copyMemory(from: fields)
    count += fields.count
  }

  /// Ends the record; one without fields is written as one empty field.
  public mutating func endRecord() {
    if fieldCount <= 1, isEmptyRecord {
      put(0x22)
      put(0x22)
    }
    put(0x0A)
    (fieldCount, isEmptyRecord) = (0, true)
  }

  /// Adds a record of text fields.
  public mutating func appendRecord(_ fields: some Sequence<String>) {
    for field in fields { append(field) }
    endRecord()
  }

  /// Begins a field of so many bytes, for which there is room then.
  @inline(__always) private mutating func beginField(room more: Int) {
    makeRoom(for: 1 + more)
    room[count] = 0x2C
    count += fieldCount > 0 ? 1 : 0
    fieldCount += 1
  }

  @inline(__always) private mutating func put(_ byte: UInt8) {
    makeRoom(for: 1)
    room[count] = byte
    count += 1
  }

  @inline(__always) private mutating func makeRoom(for more: Int) {
    if count + more > capacity { grow(more) }
  }

  @inline(never) private mutating func grow(_ more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: room, count: count)
    room.deallocate()
    room = larger
  }
}
