import Foundation
import Subprocess

/// A program that the command, a notebook or a Spark job calls, and how to get it.
struct HelperProgram {
  let name: String
  /// What it is for.
  let purpose: String
  /// Whether results are missing without it.
  let isRequired: Bool
  /// The line that mends its absence.
  let mend: String
  private let program: String
  private let arguments: [String]

  static let all = [
    HelperProgram(
      name: "gnuplot", purpose: "charts of the report", isRequired: true, mend: "apt-get install gnuplot-nox",
      program: "gnuplot", arguments: ["--version"]),
    HelperProgram(
      name: "python3", purpose: "notebooks, benchmarks", isRequired: false, mend: "apt-get install python3",
      program: "python3", arguments: ["--version"]),
    HelperProgram(
      name: "jupyter", purpose: "notebooks", isRequired: false, mend: "pip install jupyter",
      program: "python3", arguments: Self.version(of: "nbclient")),
    HelperProgram(
      name: "java", purpose: "Spark", isRequired: false, mend: "apt-get install default-jre-headless", program: "java",
      arguments: ["-version"]),
    HelperProgram(
      name: "pyspark", purpose: "Spark", isRequired: false, mend: "pip install pyspark", program: "python3",
      arguments: Self.version(of: "pyspark")),
  ]

  /// Python's own record of a package; nothing of the package is run.
  private static func version(of package: String) -> [String] {
    ["-c", "import importlib.metadata as m; print('\(package)', m.version('\(package)'))"]
  }

  /// The first line that it says of its version; `nil` where it is not there or does not run.
  func version() async -> String? {
    let result = try? await Subprocess.run(
      .name(program), arguments: Arguments(arguments), environment: .inherit.updating(["LC_ALL": "C"]),
      output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    guard let result, result.terminationStatus.isSuccess else { return nil }
    // Java speaks of its version on standard error.
    let text = [result.standardOutput, result.standardError].first { !$0.isEmpty } ?? ""
    return text.split(separator: "\n").first.map(String.init)
  }
}
