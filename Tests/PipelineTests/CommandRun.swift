import Foundation
import Testing

/// One run of the built command.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  /// The command, built beside the test bundle.
  static var executable: URL {
    get throws {
      let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      let candidates = [bundle, Bundle.main.bundleURL].flatMap { place in
        [place.deletingLastPathComponent(), place].map { $0.appending(path: "turnover") }
      }
      return try #require(
        candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }, "no command beside \(bundle.path)")
    }
  }

  /// Runs the command and waits; all output is read before the pipes fill up.
  init(_ arguments: [String], in folder: URL? = nil) throws {
    try self.init(program: try Self.executable, arguments, in: folder)
  }

  /// Runs a line of the shell, in which `$TURNOVER` is the command.
  init(shell line: String, in folder: URL? = nil) throws {
    let command = try Self.executable.path
    try self.init(
      program: URL(filePath: "/bin/bash"), ["-o", "pipefail", "-c", "TURNOVER='\(command)'; \(line)"], in: folder)
  }

  private init(program: URL, _ arguments: [String], in folder: URL?) throws {
    let process = Process()
    let scratch = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let files = ["output", "errors"].map { scratch.appending(path: $0) }
    for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? scratch
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    output = try String(contentsOf: files[0], encoding: .utf8)
    errors = try String(contentsOf: files[1], encoding: .utf8)
  }
}

/// A folder that is there while the value is.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "scratch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Names of what is in the folder, hidden files too.
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }

  /// The ledger of a text case, in the folder `ledger`.
  func writeLedger(_ caseName: String) throws -> String {
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    let folder = url.appending(path: "ledger")
    try TextCase(cases.appending(path: "\(caseName).case")).write(to: folder)
    return folder.path
  }
}
