import Foundation

/// The folder that a report is written to: all its files at once, or none.
///
/// The files go into a temporary folder beside it, which then takes its place. A folder that is there already is
/// replaced only when it is empty or holds an earlier report and nothing else.
public struct ReportFolder: Sendable {
  /// Path as given.
  public let path: String

  /// A folder by its path; nothing is read or written yet.
  public init(path: String) { self.path = path }

  /// Replaces the folder by one with these files.
  ///
  /// On failure the folder is as it was before and the temporary one is gone.
  ///
  /// - Throws: `.foreignFiles` when the folder holds anything but an earlier report, `.currentFolder`, `.notAFolder`,
  ///   `.parentMissing`, `.notPermitted`, `.diskFull`, or `.fileSystem` for any other failure.
  public func write(_ files: [ReportFile]) throws(ReportError) {
    let location = try location()
    let exists = try isReplaceable(location, by: files)
    let temporary = try makeTemporaryFolder(beside: location)
    do throws(ReportError) {
      for file in files { try FileSystem.write(file.text, to: temporary + "/" + file.name) }
      if exists {
        try FileSystem.exchange(temporary, location)
      } else {
        try FileSystem.rename(temporary, to: location)
        return
      }
    } catch {
      FileSystem.remove(temporary)
      throw error
    }
    FileSystem.remove(temporary)
  }

  /// Absolute path with links resolved, so that a linked folder is replaced where it lies.
  private func location() throws(ReportError) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let parent = url.deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: parent, isDirectory: &isFolder) else { throw .parentMissing(parent) }
    guard isFolder.boolValue else { throw .notAFolder(parent) }
    return url.resolvingSymlinksInPath().path
  }

  /// Whether there is a folder; throws when it must not be replaced.
  private func isReplaceable(_ location: String, by files: [ReportFile]) throws(ReportError) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: location, isDirectory: &isFolder) else { return false }
    guard isFolder.boolValue else { throw .notAFolder(path) }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: location) } catch { throw .notPermitted(path) }
    let current = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath().path
    guard current != location, !current.hasPrefix(location + "/"), location != "/" else { throw .currentFolder(path) }
    guard !names.isEmpty else { return true }
    let ours = Set(files.map(\.name)).union(Report.fileNames)
    let foreign = isReport(location) ? names.filter { !ours.contains($0) } : names
    guard foreign.isEmpty else { throw .foreignFiles(folder: path, names: foreign.sorted()) }
    return true
  }

  private func isReport(_ location: String) -> Bool {
    struct Marker: Decodable { let name: String }
    guard let bytes = FileManager.default.contents(atPath: location + "/" + DataPackage.fileName),
      let marker = try? JSONDecoder().decode(Marker.self, from: bytes)
    else { return false }
    return marker.name == DataPackage.reportName
  }

  /// A new hidden folder beside the location, on the same file system.
  private func makeTemporaryFolder(beside location: String) throws(ReportError) -> String {
    let url = URL(fileURLWithPath: location)
    let stem = url.deletingLastPathComponent().path + "/." + url.lastPathComponent + ".new"
    for attempt in 0... {
      let candidate = attempt == 0 ? stem : "\(stem)\(attempt)"
      if try FileSystem.makeFolder(candidate) { return candidate }
    }
    preconditionFailure("the loop has no end")
  }
}
