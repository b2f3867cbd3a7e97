import ArgumentParser
import Foundation
import TradeTurnover

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks the installation: numerical libraries, digits, speed, helper programs.",
    discussion: """
      The self-test fits the eleven linear regressions whose results NIST certifies, and counts the digits that agree. \
      Exit code 1, with the mend, where digits fall short or gnuplot is missing; notebooks and Spark are for those who \
      want them.
      """)

  @Option(help: "table, csv or json.")
  var format = TableFormat.table

  func run() async throws {
    let checkup = await Checkup()
    let text =
      switch format {
      case .table: checkup.terminalTable.render(color: false)
      case .csv: checkup.resultTable.csv
      case .json: checkup.resultTable.json
      }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw Failure(.input, ["standard output: cannot be written to; make room or name another place behind >"])
    }
    if !checkup.faults.isEmpty { throw Failure(.input, checkup.faults) }
  }
}
