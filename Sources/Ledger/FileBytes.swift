#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands at a path.
enum PathKind {
  case nothing
  case folder
  case file
  case other

  /// - Throws: the system's error number as a fault, when it does not tell.
  init(of path: String) throws(FileFault) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw FileFault(errno: errno) }
      self = .nothing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFREG: self = .file
    default: self = .other
    }
  }
}

/// The system's number for why it did not do something with a file.
struct FileFault: Error {
  let errno: Int32
}

/// All bytes of a file.
///
/// - Throws: the system's error number.
func readBytes(ofFile path: String) throws(FileFault) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileFault(errno: errno) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &block, block.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw FileFault(errno: errno) }
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: block[..<count])
  }
}

/// Writes a file beside the old one and puts it in its place, so that no reader ever meets half of it.
///
/// - Throws: the system's error number; the old file is then untouched.
func replaceFile(_ path: String, with bytes: [UInt8]) throws(FileFault) {
  let newPath = path + ".new"
  let descriptor = open(newPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw FileFault(errno: errno) }
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { break }
    rest = rest.dropFirst(count)
  }
  var fault = rest.isEmpty && fsync(descriptor) == 0 ? 0 : errno
  if close(descriptor) != 0, fault == 0 { fault = errno }
  if fault == 0, rename(newPath, path) != 0 { fault = errno }
  guard fault == 0 else {
    unlink(newPath)
    throw FileFault(errno: fault)
  }
}
