import ArgumentParser
import TradeTurnover

extension SeriesDimension: ExpressibleByArgument {}

/// Years to look at.
struct YearOptions: ParsableArguments {
  @Option(help: ArgumentHelp("First year; by default the first with figures of all parts.", valueName: "year"))
  var from: Int?

  @Option(help: ArgumentHelp("Last year; by default the latest with figures.", valueName: "year"))
  var to: Int?

  func validate() throws {
    if let from, let to, from >= to { throw ValidationError("--from \(from) --to \(to): name an earlier first year") }
  }
}

struct DecomposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decompose", abstract: "Divides the growth of each whole among its parts, with nothing left over.",
    discussion: """
      By logarithmic means (LMDI), in every draw of the posterior: contributions are log points and add up to the \
      whole's. The whole is the series of the parent (the world, the country, all products) where it is stated, and \
      what its parts do not account for is the rest; else it is the sum of the parts.
      """)
  @OptionGroup var options: ResultOptions
  @OptionGroup var years: YearOptions

  @Option(help: "partner, region (of the reporter) or product.")
  var by = SeriesDimension.partner

  func run() throws {
    let adjusted = try options.analysis.adjust()
    let divisions = SeriesGroups(adjusted, by: by).divisions(from: years.from, to: years.to)
    guard !divisions.isEmpty else { throw Failure.noGroup(by, "in two years", try options.analysis.ledger.path()) }
    try options.write { GroupListing(divisions, ledger: adjusted.ledger).render(as: options.format, color: $0) }
  }
}

struct ConcentrationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concentration", abstract: "Prints how concentrated each whole is in its parts, by year (Herfindahl).")
  @OptionGroup var options: ResultOptions
  @OptionGroup var years: YearOptions

  @Option(help: "partner, region (of the reporter) or product.")
  var by = SeriesDimension.partner

  func run() throws {
    let adjusted = try options.analysis.adjust()
    let points = SeriesGroups(adjusted, by: by).concentrations(from: years.from, to: years.to)
    guard !points.isEmpty else { throw Failure.noGroup(by, "in one year", try options.analysis.ledger.path()) }
    try options.write { GroupListing(points, ledger: adjusted.ledger).render(as: options.format, color: $0) }
  }
}

struct PoolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool",
    abstract: "Pools the yearly growth of the parts of each whole, and draws each part to the mean.",
    discussion: """
      Log-linear trends with one residual variance for all, so that series of two years count too; the variance between \
      series by Paule and Mandel (empirical_bayes) or averaged over its posterior (hierarchical).
      """)
  @OptionGroup var options: ResultOptions

  @Option(help: "partner, region (of the reporter) or product.")
  var by = SeriesDimension.partner

  func run() throws {
    let adjusted = try options.analysis.adjust()
    let pooled = SeriesGroups(adjusted, by: by).pooled()
    guard !pooled.isEmpty else { throw Failure.noGroup(by, "in two years", try options.analysis.ledger.path()) }
    try options.write { GroupListing(pooled, ledger: adjusted.ledger).render(as: options.format, color: $0) }
  }
}

extension AnalysisOptions {
  /// Reads the ledger and adjusts it.
  fileprivate func adjust() throws -> AdjustedLedger {
    let known = try ledger.read()
    do {
      return try analysis().adjust(known)
    } catch let error as AnalysisError {
      throw Failure(error, ledger: try ledger.path())
    }
  }
}

extension Failure {
  fileprivate static func noGroup(_ dimension: SeriesDimension, _ years: String, _ ledger: String) -> Failure {
    Failure(
      .input,
      [
        "\(ledger): no two series that differ in \(dimension.rawValue) have adjusted figures \(years); "
          + "name another --by or other years"
      ])
  }
}
