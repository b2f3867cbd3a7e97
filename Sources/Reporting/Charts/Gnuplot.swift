import Foundation
import Subprocess

/// The program that draws the charts, run once for all of them.
struct Gnuplot {
  /// Name or path of the program.
  var program = "gnuplot"
  /// The Debian package that has it.
  static let package = "gnuplot-nox"

  /// The SVG documents for some charts, then for some histories, in order.
  ///
  /// - Throws: `.chartProgramMissing` when it is not installed, `.chartProgramFailed` when it complains.
  func draw(_ charts: [Chart], _ histories: [HistoryChart] = []) async throws(ReportError) -> [String] {
    let count = charts.count + histories.count
    guard count > 0 else { return [] }
    let output = try await run(script: ChartScript(charts, histories).text)
    let documents = output.split(separator: ChartScript.separator + "\n", omittingEmptySubsequences: false).dropLast()
    guard documents.count == count else {
      throw .chartProgramFailed(program: program, complaint: "\(documents.count) of \(count) charts drawn")
    }
    return documents.map(String.init)
  }

  /// Feeds the script from a file: writing to a pipe whose reader has ended would end this process too.
  private func run(script: String) async throws(ReportError) -> String {
    let limit = 1 << 26
    let file = try FileSystem.unnamedFile(holding: script)
    defer { close(file) }
    do {
      let result = try await Subprocess.run(
        .name(program), arguments: ["--default-settings"],
        environment: .inherit.updating(["LC_ALL": "C"]),
        input: .fileDescriptor(.init(rawValue: file), closeAfterSpawningProcess: false), output: .string(limit: limit),
        error: .string(limit: limit))
      guard result.terminationStatus.isSuccess else {
        throw ReportError.chartProgramFailed(program: program, complaint: Self.complaint(in: result.standardError))
      }
      return result.standardOutput
    } catch let error as ReportError {
      throw error
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .chartProgramMissing(program: program, package: Self.package)
    } catch {
      throw .chartProgramFailed(program: program, complaint: "\(error)")
    }
  }

  /// After the command and a pointer into it, gnuplot's last line says what is wrong.
  private static func complaint(in text: String) -> String {
    text.split(separator: "\n").last { !$0.allSatisfy { $0 == " " || $0 == "^" } }.map(String.init) ?? ""
  }
}
