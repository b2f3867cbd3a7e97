import ArgumentParser
import TradeTurnover

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Takes one adjusted figure apart: which statement carries how much of it.",
    usage: """
      turnover explain <series> <period> [<ledger>] [--growth] [<options>]
      turnover explain --target <id> [<ledger>] [<options>]
      """,
    discussion: """
      A series is named by its key, reporter/partner/indicator[/product[/entity]], or by a shorter form that only one \
      series has, such as TR/turnover. A period is in the notation of the ledger: 2022, 2023-01/2023-10, 2023-11-27; \
      a year to come is a forecast. Weights are shares of the figure's variance: of statements on the same thing, their \
      inverse variances; they sum to 1. One per cent more in a statement moves the figure by so many per cent.
      """)

  @Argument(help: "Key of the series, or a shorter form.")
  var series: String?

  @Argument(help: "Year, run of months or date.")
  var period: String?

  @Flag(help: "Explain the growth against the same period of the year before.")
  var growth = false

  @Option(help: ArgumentHelp("Explain the probability of a target instead.", valueName: "id"))
  var target: String?

  @OptionGroup var options: ResultOptions

  mutating func validate() throws {
    if target != nil {
      guard period == nil, !growth else { throw ValidationError("--target has a series and a period of its own") }
      // The only word is the ledger then.
      options.analysis.ledger.ledger = series
    } else if series == nil || period == nil {
      throw ValidationError("name a series and a period, or a target with --target")
    }
  }

  func run() throws {
    let request = try request()
    let ledger = try options.analysis.ledger.read()
    do {
      let contents = try options.analysis.analysis().explain(request, in: ledger)
      try options.write { contents.render(as: options.format, color: $0) }
    } catch let error as ExplanationError {
      throw Failure(error, ledger: try options.analysis.ledger.path())
    }
  }

  private func request() throws -> ExplanationRequest {
    if let target { return .target(target) }
    let text = period ?? ""
    do {
      let period = try ReferencePeriod(parsing: text)
      return growth ? .growth(series: series ?? "", period) : .figure(series: series ?? "", period)
    } catch {
      throw Failure(
        .usage, ["\(text): is no period; write a year, months or a day as 2022, 2023-01/2023-10 or 2023-11-27"])
    }
  }
}

extension Failure {
  /// Why there is nothing to explain, with what there is.
  fileprivate init(_ error: ExplanationError, ledger: String) {
    func list(_ values: [some CustomStringConvertible]) -> String { values.map(\.description).joined(separator: ", ") }
    switch error {
    case .unknownSeries(let name, let nearest):
      self.init(.input, ["\(ledger): no adjusted series is \(name); the nearest are \(list(nearest))"])
    case .ambiguousSeries(let name, let keys):
      self.init(.input, ["\(ledger): \(name) may be any of \(list(keys)); name one of them"])
    case .unknownTarget(let id, let nearest):
      self.init(.input, ["\(ledger): no target is \(id); the nearest are \(list(nearest))"])
    case .unknownPeriod(let series, let period, let known):
      self.init(
        .input, ["\(ledger): \(series) has no figure for \(period); it has \(list(known)), and years after them"])
    case .notIdentified(let series):
      self.init(
        .input, ["\(ledger): the level of \(series) is not identified; ask for its growth with --growth"])
    case .targetNotIdentified(let id):
      self.init(.input, ["\(ledger): target \(id) is not identified: nothing that was stated ties it down"])
    case .analysis(let error): self.init(error, ledger: ledger)
    }
  }
}
