import ArgumentParser
import TradeTurnover

struct RevisionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revisions",
    abstract: "Prints what changed between two days, and which statements moved it.")

  @Option(help: ArgumentHelp("Day of the earlier vintage, YYYY-MM-DD.", valueName: "date"))
  var from: CalendarDate

  @Option(help: ArgumentHelp("Day of the later vintage; by default all of the ledger.", valueName: "date"))
  var to: CalendarDate?

  @OptionGroup var options: ResultOptions

  func validate() throws {
    guard options.analysis.asOf == nil else {
      throw ValidationError("--as-of: two days are compared; use --from and --to")
    }
    if let to, to <= from { throw ValidationError("--to \(to): name a day after --from \(from)") }
  }

  func run() throws {
    let ledger = try options.analysis.ledger.read()
    do {
      let contents = try options.analysis.analysis().revisions(from: from, to: to, of: ledger)
      try options.write { contents.render(as: options.format, color: $0) }
    } catch let error as AnalysisError {
      throw Failure(error, ledger: try options.analysis.ledger.path())
    }
  }
}
