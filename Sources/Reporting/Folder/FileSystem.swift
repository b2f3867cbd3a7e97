import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few calls to the system that `FileManager` cannot do, or whose cause of failure it hides.
enum FileSystem {
  /// Makes a folder with the permissions that the user's mask leaves; `false` when the name is taken.
  static func makeFolder(_ path: String) throws(ReportError) -> Bool {
    if mkdir(path, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw failure(errno, at: path) }
    return false
  }

  /// Writes a new file; a full disk shows at the latest when it is closed.
  static func write(_ text: String, to path: String) throws(ReportError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(errno, at: path) }
    do throws(ReportError) {
      try write(text, to: file, at: path)
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw failure(errno, at: path) }
  }

  /// An open file without a name that holds a text, to be read from the start; the caller closes it.
  static func unnamedFile(holding text: String) throws(ReportError) -> Int32 {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("tradeturnover-XXXXXX").path
    var name = Array(path.utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw failure(errno, at: path) }
    unlink(name)
    do throws(ReportError) {
      try write(text, to: file, at: path)
    } catch {
      close(file)
      throw error
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  private static func write(_ text: String, to file: Int32, at path: String) throws(ReportError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { posixWrite(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno, at: path) }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Gives a file or folder another name on the same file system.
  static func rename(_ path: String, to other: String) throws(ReportError) {
    guard posixRename(path, other) == 0 else { throw failure(errno, at: other) }
  }

  /// Lets two folders change places, in one step where the system can.
  static func exchange(_ path: String, _ other: String) throws(ReportError) {
    if exchangeAtOnce(path, other) { return }
    let aside = path + ".old"
    try rename(other, to: aside)
    do throws(ReportError) {
      try rename(path, to: other)
    } catch {
      try rename(aside, to: other)
      throw error
    }
    try rename(aside, to: path)
  }

  /// Removes a folder that this process made or has replaced; what cannot be removed stays.
  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// `renameat2` with `RENAME_EXCHANGE`: Linux only, and Swift's Glibc does not declare it.
  private static func exchangeAtOnce(_ path: String, _ other: String) -> Bool {
    #if os(Linux)
      typealias Renameat2 =
        @convention(c) (
          CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt
        ) -> CInt
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let exchangeFlag: CUnsignedInt = 2
      return unsafeBitCast(symbol, to: Renameat2.self)(AT_FDCWD, path, AT_FDCWD, other, exchangeFlag) == 0
    #else
      return false
    #endif
  }

  private static func failure(_ errorNumber: Int32, at path: String) -> ReportError {
    switch errorNumber {
    case ENOSPC, EDQUOT: .diskFull(path)
    case EACCES, EPERM, EROFS: .notPermitted(path)
    default: .fileSystem(path: path, errorNumber: errorNumber)
    }
  }
}

/// `write`, which the functions of that name above hide.
private func posixWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(file, bytes, count) }

/// `rename`, which the function of that name above hides.
private func posixRename(_ path: String, _ other: String) -> Int32 { rename(path, other) }
