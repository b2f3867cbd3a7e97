import ArgumentParser

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Lists every problem of a ledger, one a line, with the mend.")

  @OptionGroup var ledger: LedgerOption

  func run() throws {
    do {
      _ = try ledger.read()
    } catch let failure as Failure {
      // The problems are this command's result.
      print(failure.lines.joined(separator: "\n"))
      throw Failure(failure.code, ["\(failure.lines.count) \(failure.lines.count == 1 ? "problem" : "problems")"])
    }
  }
}
