import Foundation
import Statistics
import Testing
import TradeSeries

@testable import Adjustment

/// Draws of one adjusted ledger held against a table of quantiles.
struct PosteriorComparison {
  /// Runs of different seeds, whose chains count together; one will do where chains mix well.
  let runs: [AdjustedLedger]

  init(adjusted: AdjustedLedger) { runs = [adjusted] }

  init(runs: [AdjustedLedger]) { self.runs = runs }

  private var adjusted: AdjustedLedger { runs[0] }

  /// Draws of the quantity of a row, natural units; `nil` for what the reference alone has.
  ///
  /// Chain after chain of every run, all as long as the shortest.
  func draws(of row: ReferenceLedger.Row) throws -> [Double]? {
    let found = try runs.compactMap { try Self.draws(of: row, in: $0) }
    guard found.count == runs.count, let shortest = found.map({ $0.count / Posterior.chainCount }).min() else {
      return nil
    }
    return found.flatMap { draws in
      let length = draws.count / Posterior.chainCount
      return (0..<Posterior.chainCount).flatMap { draws[($0 * length)..<($0 * length + shortest)] }
    }
  }

  private static func draws(of row: ReferenceLedger.Row, in adjusted: AdjustedLedger) throws -> [Double]? {
    let key = row.key
    let posterior = adjusted.posterior
    let unit = posterior.unit(of: key, statedIn: nil)
    let place = row["period"]
    if place == "mu" { return posterior.driftDraws(of: key, in: unit, sharesOf: adjusted.asOf.year) }
    if place.hasPrefix("delta:") { return posterior.biasDraws(of: String(place.dropFirst(6)), on: key, in: unit) }
    let period = try ReferencePeriod(parsing: place)
    if key.indicator == "balance" {
      guard let exports = posterior.logDraws(of: key.with(indicator: "exports"), in: unit, at: period),
        let imports = posterior.logDraws(of: key.with(indicator: "imports"), in: unit, at: period)
      else { return nil }
      return zip(exports, imports).map { exp($0) - exp($1) }
    }
    return posterior.logDraws(of: key, in: unit, at: period)?.map { exp($0) }
  }

  func isIdentified(_ key: SeriesKey) -> Bool {
    adjusted.posterior.isIdentified(key, in: adjusted.posterior.unit(of: key, statedIn: nil))
  }

  /// Difference of each quantile from the table's, in combined Monte Carlo standard errors.
  func scores(of row: ReferenceLedger.Row, errorColumns: [String]) throws -> [Double]? {
    guard let draws = try draws(of: row), let sample = SortedSample(draws) else { return nil }
    let chainCount = Posterior.chainCount * runs.count
    var evaluator = ChainDiagnosticsEvaluator(chainCount: chainCount, drawCount: draws.count / chainCount)
    let diagnostics = evaluator.evaluate(draws)
    let effective = min(diagnostics.bulkESS ?? 1, diagnostics.tailESS ?? 1, Double(draws.count))
    return try zip([("median", 0.5), ("q10", 0.1), ("q90", 0.9)], errorColumns).map { quantile, errorColumn in
      let (column, probability) = quantile
      let reach = (probability * (1 - probability) / effective).squareRoot()
      let own = (sample.quantile(probability + reach) - sample.quantile(probability - reach)) / 2
      let error = hypot(own, try row.number(errorColumn))
      return (sample.quantile(probability) - (try row.number(column))) / error
    }
  }
}
