/// Why a report could not be made or written, as facts; the command makes the text.
public enum ReportError: Error, Hashable, Sendable {
  /// The program that draws the charts is not installed; `package` is the Debian package that has it.
  case chartProgramMissing(program: String, package: String)
  /// The program that draws the charts failed; its first line of complaint.
  case chartProgramFailed(program: String, complaint: String)
  /// The folder holds files that no report writes: it is somebody else's. Names in order.
  case foreignFiles(folder: String, names: [String])
  /// There is a file where the report's folder should be.
  case notAFolder(String)
  /// The folder that should hold the report's folder does not exist.
  case parentMissing(String)
  /// The folder is the current one, or holds it: it cannot be replaced from within.
  case currentFolder(String)
  /// No permission to write there.
  case notPermitted(String)
  /// The disk, or the user's share of it, is full.
  case diskFull(String)
  /// Another failure of the file system, with the system's error number.
  case fileSystem(path: String, errorNumber: Int32)
}
