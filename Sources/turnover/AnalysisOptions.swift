import ArgumentParser
import Foundation
import TradeTurnover

/// What the analysis is to assume.
struct AnalysisOptions: ParsableArguments {
  @OptionGroup var ledger: LedgerOption

  @Option(name: .customLong("as-of"), help: "Use only what was known on this day, YYYY-MM-DD; by default all.")
  var asOf: CalendarDate?

  @Option(help: ArgumentHelp("Years of forecast after the as-of year, 0 to 50.", valueName: "years"))
  var horizon = 3

  @Option(help: "Seed of the posterior draws.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("JSON file with hyperparameters that differ from the defaults.", valueName: "file"))
  var hyperparameters: String?

  @Flag(help: "Weigh two-sided statements by Student's t with 4 degrees of freedom: far outliers count little.")
  var robust = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      """
      Leave these statements out, and say so; name LEDGER first. To see the effect, run the command with and without \
      it and compare, for instance by diff of --format csv.
      """, valueName: "id"))
  var without: [String] = []

  @Flag(help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(help: "Say on standard error how well the draws of each linked group of series mixed.")
  var verbose = false

  func validate() throws {
    guard (0...50).contains(horizon) else { throw ValidationError("--horizon \(horizon): name 0 to 50 years") }
  }

  /// How much is computed.
  enum Scope {
    /// The whole chain.
    case ledger
    /// The chain without the trend models.
    case figures
    /// With earlier vintages, for a report.
    case vintages
    /// What the statements say against each other: there are no draws.
    case contradictions
  }

  /// Reads the ledger and runs the chain.
  func analyse(_ scope: Scope = .ledger) throws -> ReportContents {
    let known = try ledger.read()
    do {
      let (analysis, title) = (try analysis(), "Trade by what was stated")
      let contents =
        switch scope {
        case .ledger: try analysis.run(known, title: title)
        case .figures: try analysis.run(known, title: title, withTrends: false)
        case .vintages: try analysis.report(known, title: title)
        case .contradictions: try analysis.contradictions(in: known, title: title)
        }
      if verbose {
        let mixing = scope == .contradictions ? "Nothing was drawn.\n" : contents.mixingTable()
        try? FileHandle.standardError.write(contentsOf: Data(mixing.utf8))
      }
      return contents
    } catch let error as AnalysisError {
      throw Failure(error, ledger: try ledger.path())
    }
  }

  /// The analysis as the options specify it.
  func analysis() throws -> TradeAnalysis {
    TradeAnalysis(
      asOf: asOf, horizon: horizon, seed: seed, hyperparameters: try readHyperparameters(), isRobust: robust,
      leftOut: without)
  }

  private func readHyperparameters() throws -> Hyperparameters {
    guard let path = hyperparameters else { return Hyperparameters() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.input, ["\(path): cannot be read; name a JSON file that exists and may be read"])
    }
    do {
      return try Hyperparameters(json: data)
    } catch {
      throw Failure(.input, ["\(path): \(error.text)"])
    }
  }
}

extension CalendarDate: ExpressibleByArgument {
  /// A day as YYYY-MM-DD.
  public init?(argument: String) { try? self.init(parsing: argument) }
}

extension HyperparameterError {
  fileprivate var text: String {
    switch self {
    case .notAnObject: "is not one JSON object; write {\"growthMean\": 0.05} for instance"
    case .unknown(let name, let names): "no hyperparameter is named \(name); those are \(names.joined(separator: ", "))"
    case .wrongType(let name): "\(name) is not a number; give a number, or an object for a power law"
    case .outOfRange(let name):
      "\(name) makes no sense; deviations and levels are above 0, correlations between -1 and 1"
    }
  }
}
