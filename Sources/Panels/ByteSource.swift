import CZlib
import Foundation

/// The bytes of a file or a pipe, unpacked where they are gzip, that can be read a second time.
///
/// A file is read again from its start; what comes through a pipe is kept in a temporary file without a name, unless
/// the caller has promised not to come back.
final class ByteSource {
  enum Failure: Error {
    case system(Int32)
    /// The copy that is kept for the second reading.
    case temporary(Int32)
    case truncated
    case damaged
  }

  private let file: Int32
  private let start: off_t
  private var copy: Int32 = -1
  private var isReplaying = false
  private var stream = z_stream()
  private var isGzip = false
  private var isInsideMember = false
  private var packed: [UInt8] = []
  private var packedRange = 0..<0

  init(file: Int32, isReadOnce: Bool) throws(Failure) {
    self.file = file
    start = lseek(file, 0, SEEK_CUR)
    if start < 0, !isReadOnce { copy = try Self.temporaryFile() }
    try begin()
  }

  deinit {
    if isGzip { inflateEnd(&stream) }
    if copy >= 0 { close(copy) }
  }

  /// Goes back to the first byte.
  func restart() throws(Failure) {
    if isGzip { inflateEnd(&stream) }
    if start >= 0 {
      lseek(file, start, SEEK_SET)
    } else {
      lseek(copy, 0, SEEK_SET)
      isReplaying = true
    }
    try begin()
  }

  /// Reads up to as many bytes as there is room for; 0 at the end only.
  func read(into room: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    guard !room.isEmpty else { return 0 }
    if isGzip { return try inflate(into: room) }
    if !packedRange.isEmpty {  // The bytes that were read to see what this is.
      let count = min(packedRange.count, room.count)
      packed.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[packedRange.prefix(count)])) }
      packedRange.removeFirst(count)
      return count
    }
    return try readRaw(into: room)
  }

  private func begin() throws(Failure) {
    packed = [UInt8](repeating: 0, count: 1 << 17)
    packedRange = 0..<0
    while packedRange.count < 2 {
      let count = try packed.mutableBytes { room throws(Failure) in
        try readRaw(into: UnsafeMutableRawBufferPointer(rebasing: room[packedRange.upperBound...]))
      }
      if count == 0 { break }
      packedRange = 0..<(packedRange.upperBound + count)
    }
    isGzip = packedRange.count >= 2 && packed[0] == 0x1F && packed[1] == 0x8B
    guard isGzip else { return }
    stream = z_stream()
    isInsideMember = true
    // 15 bits of window, 16 for a gzip header.
    guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .system(ENOMEM)
    }
  }

  private func inflate(into room: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    while true {
      if packedRange.isEmpty {
        let count = try packed.mutableBytes { room throws(Failure) in try readRaw(into: room) }
        packedRange = 0..<count
        if count == 0 {
          guard !isInsideMember else { throw .truncated }
          return 0
        }
      }
      if !isInsideMember {
        // Zeros behind the last member are padding of tapes.
        if packed[packedRange.lowerBound] == 0 {
          packedRange.removeFirst()
          continue
        }
        inflateReset(&stream)
        isInsideMember = true
      }
      let (result, written) = packed.withUnsafeMutableBufferPointer { input -> (Int32, Int) in
        stream.next_in = input.baseAddress.map { $0 + packedRange.lowerBound }
        stream.avail_in = UInt32(packedRange.count)
        stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(min(room.count, 1 << 30))
        let before = stream.avail_out
        let result = CZlib.inflate(&stream, Z_NO_FLUSH)
        return (result, Int(before - stream.avail_out))
      }
      packedRange = (packedRange.upperBound - Int(stream.avail_in))..<packedRange.upperBound
      guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { throw .damaged }
      if result == Z_STREAM_END { isInsideMember = false }
      if written > 0 { return written }
    }
  }

  private func readRaw(into room: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    if isReplaying {
      let count = try Self.read(copy, room)
      if count > 0 { return count }
      isReplaying = false
    }
    let count = try Self.read(file, room)
    if copy >= 0, count > 0 {
      let number = Self.write(copy, UnsafeRawBufferPointer(rebasing: room[..<count]))
      guard number == 0 else { throw .temporary(number) }
    }
    return count
  }

  private static func read(_ file: Int32, _ room: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    while true {
      let count = Foundation.read(file, room.baseAddress, room.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .system(errno) }
    }
  }

  /// Writes all bytes; 0 or the number of the error.
  static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Foundation.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  /// A file that is gone when it is closed.
  static func temporaryFile() throws(Failure) -> Int32 {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("turnover-XXXXXX").path
    var name = Array(path.utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw .temporary(errno) }
    unlink(name)
    return file
  }
}
