import Foundation

/// Where the rows of a panel's results go, all of them or none.
///
/// A named file is written under another name and takes its own when it is whole. Standard output, when it is a file,
/// is cut back if it is not to be whole; in a pipe nobody could take rows back, so they wait in a temporary file
/// without a name.
public final class ResultFile: Sendable {
  private let file: Int32
  private let start: off_t
  private let destination: Int32?
  private let names: (temporary: String, final: String)?

  /// The file at a path; `onTemporary` is told the name that it has until it is whole.
  public init(path: String, onTemporary: (String) -> Void) throws(PanelError) {
    let place = URL(fileURLWithPath: path)
    let pattern = place.deletingLastPathComponent().appendingPathComponent(".\(place.lastPathComponent).XXXXXX").path
    var name = Array(pattern.utf8CString)
    file = mkstemp(&name)
    guard file >= 0 else { throw .unwritable(errorNumber: errno) }
    let mask = umask(0)
    umask(mask)
    fchmod(file, 0o666 & ~mask)
    let temporary = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? pattern }
    onTemporary(temporary)
    (names, destination, start) = ((temporary, path), nil, 0)
  }

  /// An open file or pipe; `isStreaming` when rows once written need not be taken back.
  public init(descriptor: Int32, isStreaming: Bool) throws(PanelError) {
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    names = nil
    if isFile || isStreaming {
      (file, destination) = (descriptor, nil)
      start = isFile ? lseek(descriptor, 0, SEEK_END) : 0
    } else {
      do { file = try ByteSource.temporaryFile() } catch { throw .unwritable(errorNumber: errno) }
      (destination, start) = (descriptor, 0)
    }
  }

  /// A file that nobody reads.
  static func discarding() throws(PanelError) -> ResultFile {
    let file = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(errorNumber: errno) }
    return try ResultFile(descriptor: file, isStreaming: true)
  }

  func write(_ bytes: [UInt8]) throws(PanelError) {
    do throws(ByteSource.Failure) {
      try bytes.bytes { bytes throws(ByteSource.Failure) in try ByteSource.write(file, bytes) }
    } catch { throw Self.error(error) }
  }

  /// Forgets what was written.
  func restart() {
    guard ftruncate(file, start) == 0 else { return }
    lseek(file, start, SEEK_SET)
  }

  /// Forgets what was written and the file itself.
  public func abandon() {
    restart()
    if let names { unlink(names.temporary) }
  }

  /// Hands over what was written.
  public func finish() throws(PanelError) {
    if let names {
      guard close(file) == 0, rename(names.temporary, names.final) == 0 else {
        let number = errno
        unlink(names.temporary)
        throw .unwritable(errorNumber: number)
      }
    }
    guard let destination else { return }
    lseek(file, 0, SEEK_SET)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { room.deallocate() }
    while true {
      let count = read(file, room.baseAddress, room.count)
      guard count > 0 else { break }
      do throws(ByteSource.Failure) {
        try ByteSource.write(destination, UnsafeRawBufferPointer(rebasing: room[..<count]))
      } catch { throw Self.error(error) }
    }
    close(file)
  }

  private static func error(_ failure: ByteSource.Failure) -> PanelError {
    guard case .system(let number) = failure else { return .unwritable(errorNumber: EIO) }
    return .unwritable(errorNumber: number)
  }
}
