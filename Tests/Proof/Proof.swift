import Calibration
import Foundation

/// Makes the calibration study and writes its figures into a folder, for the pictures and the page: `proof DIR [LEDGERS]`.
@main struct Proof {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      FileHandle.standardError.write(Data("usage: proof DIR [LEDGERS]\n".utf8))
      exit(2)
    }
    let folder = URL(filePath: arguments[1])
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let study = try CalibrationStudy(seed: 1, ledgerCount: arguments.count > 2 ? Int(arguments[2]) ?? 600 : 600)
    let report = CalibrationReport(study)
    for (name, text) in report.files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    print(report.summary, terminator: "")
    exit(report.isUniform ? 0 : 1)
  }
}
