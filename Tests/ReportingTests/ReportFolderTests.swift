import Foundation
import Reporting
import Testing

/// A folder that is removed with all it holds.
final class TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("report-" + UUID().uuidString)
      .resolvingSymlinksInPath().path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }
}

@Suite struct ReportFolderTests {
  private let files = [
    ReportFile(name: "datapackage.json", text: #"{"name": "tradeturnover-report"}"#),
    ReportFile(name: "index.html", text: "<p>äöü</p>\n"),
  ]

  @Test func writesANewFolder() throws {
    let place = try TemporaryFolder()
    try ReportFolder(path: place.path + "/report").write(files)
    #expect(try place.names() == ["report"])
    #expect(try place.names(in: "report") == ["datapackage.json", "index.html"])
    #expect(try String(contentsOfFile: place.path + "/report/index.html", encoding: .utf8) == "<p>äöü</p>\n")
  }

  @Test func replacesAnEarlierReportWhole() throws {
    let place = try TemporaryFolder()
    let folder = ReportFolder(path: place.path + "/report")
    try folder.write(files + [ReportFile(name: "trends.csv", text: "old")])
    try folder.write(files)
    #expect(try place.names() == ["report"])
    #expect(try place.names(in: "report") == ["datapackage.json", "index.html"])
  }

  @Test func fillsAnEmptyFolder() throws {
    let place = try TemporaryFolder()
    try ReportFolder(path: place.path).write(files)
    #expect(try place.names() == ["datapackage.json", "index.html"])
  }

  @Test func writesThroughALink() throws {
    let place = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: place.path + "/real", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: place.path + "/link", withDestinationPath: "real")
    try ReportFolder(path: place.path + "/link").write(files)
    #expect(try place.names() == ["link", "real"])
    #expect(try place.names(in: "real") == ["datapackage.json", "index.html"])
  }
}

@Suite struct ReportFolderFaultTests {
  private let files = [ReportFile(name: "datapackage.json", text: #"{"name": "tradeturnover-report"}"#)]

  @Test func refusesAFolderWithAnotherFile() throws {
    let place = try TemporaryFolder()
    let folder = ReportFolder(path: place.path + "/report")
    try folder.write(files)
    try place.write("mine", to: "report/thesis.txt")
    try place.write("mine", to: "report/.hidden")
    #expect(throws: ReportError.foreignFiles(folder: folder.path, names: [".hidden", "thesis.txt"])) {
      try folder.write(files)
    }
    #expect(try place.names(in: "report") == [".hidden", "datapackage.json", "thesis.txt"])
    #expect(try place.names() == ["report"])
  }

  /// A ledger has a `datapackage.json` too, and maybe a `targets.csv`.
  @Test func refusesAFolderThatIsNoReport() throws {
    let place = try TemporaryFolder()
    try place.write(#"{"name": "belarus-asia"}"#, to: "datapackage.json")
    try place.write("id", to: "targets.csv")
    #expect(throws: ReportError.foreignFiles(folder: place.path, names: ["datapackage.json", "targets.csv"])) {
      try ReportFolder(path: place.path).write(files)
    }
    #expect(try String(contentsOfFile: place.path + "/targets.csv", encoding: .utf8) == "id")
  }

  @Test func refusesAFileInItsPlace() throws {
    let place = try TemporaryFolder()
    try place.write("mine", to: "report")
    let path = place.path + "/report"
    #expect(throws: ReportError.notAFolder(path)) { try ReportFolder(path: path).write(files) }
    #expect(throws: ReportError.notAFolder(path)) { try ReportFolder(path: path + "/inside").write(files) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
  }

  @Test func missesItsParent() throws {
    let place = try TemporaryFolder()
    #expect(throws: ReportError.parentMissing(place.path + "/a")) {
      try ReportFolder(path: place.path + "/a/report").write(files)
    }
    #expect(try place.names().isEmpty)
  }

  /// A name that no file system takes fails half-way: the earlier report stays and nothing is left beside it.
  @Test func aFailureLeavesEverythingAsItWas() throws {
    let place = try TemporaryFolder()
    let folder = ReportFolder(path: place.path + "/report")
    try folder.write(files)
    let bad = ReportFile(name: String(repeating: "x", count: 300), text: "")
    #expect(throws: ReportError.self) { try folder.write(files + [bad]) }
    #expect(try place.names() == ["report"])
    #expect(try place.names(in: "report") == ["datapackage.json"])
  }

  /// Even root cannot make a folder in `/proc`.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func aPlaceThatCannotHoldFoldersIsAnError() {
    #expect(throws: ReportError.self) { try ReportFolder(path: "/proc/report").write(files) }
  }

  /// The disk fills up half-way through the second file.
  @Test(.enabled(if: SmallDisk.isAllowed, "only root can mount a small disk"))
  func aFullDiskLeavesTheEarlierReport() throws {
    let disk = try SmallDisk()
    let folder = ReportFolder(path: disk.folder.path + "/report")
    try folder.write(files)
    let large = ReportFile(name: "index.html", text: String(repeating: "a", count: 1 << 20))
    #expect(throws: ReportError.diskFull(disk.folder.path + "/.report.new/index.html")) {
      try folder.write(files + [large])
    }
    #expect(try disk.folder.names() == ["report"])
    #expect(try disk.folder.names(in: "report") == ["datapackage.json"])
  }
}

/// A file system of 64 kB in memory, unmounted at the end.
private final class SmallDisk {
  let folder: TemporaryFolder

  static let isAllowed = (try? SmallDisk()) != nil

  init() throws {
    folder = try TemporaryFolder()
    try Self.run("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.path])
  }

  deinit { try? Self.run("/usr/bin/umount", [folder.path]) }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let process = try Process.run(URL(fileURLWithPath: program), arguments: arguments)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
  }
}
