import Foundation
import TabularText

/// Where the rows of a panel's results go, all of them or none.
///
/// A named file is written under another name and takes its own when it is whole. Standard output, when it is a file,
/// is cut back if it is not to be whole; in a pipe nobody could take rows back, so they wait in a temporary file
/// without a name.
public final class ResultFile: Sendable {
  /// What is left half-written when the program is interrupted, for the caller to undo then.
  public enum Unfinished: Sendable {
    /// A file by this path, to be removed.
    case named(String)
    /// An open file, to be cut back to this length.
    case open(descriptor: Int32, length: off_t)
  }

  /// What an interrupt has to undo before ``finish()``; `nil` when it leaves nothing.
  public let unfinished: Unfinished?
  private let file: Int32
  private let start: off_t
  private let destination: Int32?
  private let names: (temporary: String, final: String)?

  /// The file at a path; a device or a pipe there is written to, as an open one is.
  ///
  /// - Throws: `.unwritable`; `.outputIsInput` when the file is the open one that the panel is read from.
  public convenience init(path: String, input: Int32, isStreaming: Bool) throws(PanelError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else {
      try self.init(newFile: path, input: input)
      return
    }
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(errorNumber: errno) }
    try self.init(descriptor: file, input: input, isStreaming: isStreaming)
  }

  /// A file that is not there until it is whole; one that is keeps its permissions, and a link its place.
  private init(newFile path: String, input: Int32) throws(PanelError) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, Self.isFile(input, status) { throw .outputIsInput }
    let place = isThere ? URL(fileURLWithPath: path).resolvingSymlinksInPath() : URL(fileURLWithPath: path)
    let pattern = place.deletingLastPathComponent().appendingPathComponent(".\(place.lastPathComponent).XXXXXX").path
    var name = Array(pattern.utf8CString)
    file = path.isEmpty ? -1 : mkstemp(&name)
    guard file >= 0 else { throw .unwritable(errorNumber: path.isEmpty ? ENOENT : errno) }
    let mask = umask(0)
    umask(mask)
    fchmod(file, isThere ? status.st_mode & 0o777 : 0o666 & ~mask)
    let temporary = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? pattern }
    (names, destination, start, unfinished) = ((temporary, place.path), nil, 0, .named(temporary))
  }

  /// An open file or pipe; `isStreaming` when rows once written need not be taken back.
  ///
  /// - Throws: `.temporary`; `.outputIsInput` when the panel is read from the same file.
  public init(descriptor: Int32, input: Int32, isStreaming: Bool) throws(PanelError) {
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    if isFile, Self.isFile(input, status) { throw .outputIsInput }
    names = nil
    start = isFile ? lseek(descriptor, 0, SEEK_END) : 0
    unfinished = isFile ? .open(descriptor: descriptor, length: start) : nil
    if isFile || isStreaming {
      (file, destination) = (descriptor, nil)
    } else {
      do { file = try ByteSource.temporaryFile() } catch { throw Self.temporaryError(error) }
      destination = descriptor
    }
  }

  /// A file that nobody reads.
  static func discarding() throws(PanelError) -> ResultFile {
    let file = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(errorNumber: errno) }
    return try ResultFile(descriptor: file, input: -1, isStreaming: true)
  }

  private static func isFile(_ descriptor: Int32, _ other: stat) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_dev == other.st_dev && status.st_ino == other.st_ino
  }

  private static func temporaryError(_ failure: ByteSource.Failure) -> PanelError {
    guard case .temporary(let number) = failure else { return .temporary(errorNumber: EIO) }
    return .temporary(errorNumber: number)
  }

  func write(_ results: borrowing RecordWriter) throws(PanelError) {
    let number = results.withBytes { ByteSource.write(file, $0) }
    guard number == 0 else {
      throw destination == nil ? .unwritable(errorNumber: number) : .temporary(errorNumber: number)
    }
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
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .temporary(errorNumber: errno) }
      guard count > 0 else { break }
      let number = ByteSource.write(destination, UnsafeRawBufferPointer(rebasing: room[..<count]))
      guard number == 0 else { throw .unwritable(errorNumber: number) }
    }
    close(file)
  }
}
