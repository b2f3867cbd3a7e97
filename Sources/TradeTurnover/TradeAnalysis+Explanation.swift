import Adjustment
import Assessment
import Foundation
import Reporting
import Statistics
import TradeSeries

extension TradeAnalysis {
  /// Takes one figure, growth or target apart.
  ///
  /// - Throws: ``ExplanationError``.
  public func explain(
    _ request: ExplanationRequest, in ledger: StatementLedger
  ) throws(ExplanationError) -> ExplanationContents {
    let adjusted: AdjustedLedger
    do { adjusted = try adjust(ledger) } catch { throw .analysis(error) }
    switch request {
    case .figure(let name, let period):
      let key = try series(name, adjusted)
      let unit = adjusted.posterior.unit(of: key, statedIn: nil)
      guard adjusted.posterior.isIdentified(key, in: unit) else { throw .notIdentified(key) }
      return try contents(ExplainedQuantity(series: key, unit: unit, period: period), nil, adjusted)
    case .growth(let name, let period):
      let key = try series(name, adjusted)
      let unit = adjusted.posterior.unit(of: key, statedIn: nil)
      return try contents(
        ExplainedQuantity(series: key, unit: unit, period: period, base: period.yearEarlier), nil, adjusted)
    case .target(let id):
      guard let target = adjusted.ledger.targets.first(where: { $0.id == id }) else {
        let ids = adjusted.ledger.targets.map(\.id)
        throw .unknownTarget(
          id, nearest: Array(ids.sorted { (editDistance($0, id), $0) < (editDistance($1, id), $1) }.prefix(5)))
      }
      let assessor = TargetAssessor(adjusted)
      guard let quantity = assessor.judgedQuantity(of: target) else { throw .targetNotIdentified(id) }
      return try contents(quantity, assessor.assess(target), adjusted)
    }
  }

  private func series(_ name: String, _ adjusted: AdjustedLedger) throws(ExplanationError) -> SeriesKey {
    switch SeriesSearch(adjusted.figures.map(\.series)).find(name) {
    case .found(let key): return key
    case .ambiguous(let keys): throw .ambiguousSeries(name, keys)
    case .unknown(let nearest): throw .unknownSeries(name, nearest: nearest)
    }
  }

  private func contents(
    _ quantity: ExplainedQuantity, _ assessment: TargetAssessment?, _ adjusted: AdjustedLedger
  ) throws(ExplanationError) -> ExplanationContents {
    let explanation: FigureExplanation?
    do { explanation = try adjusted.explanation(of: quantity) } catch { throw .analysis(.adjustment(error)) }
    guard let explanation else {
      let known = adjusted.figures.filter { $0.series == quantity.series && $0.unit == quantity.unit }.map(\.period)
      throw .unknownPeriod(quantity.series, quantity.period, known: known)
    }
    return ExplanationContents(
      ledger: adjusted.ledger, explanation: explanation, summary: summary(of: quantity, adjusted.posterior),
      assessment: assessment, residuals: adjusted.residuals)
  }

  private func summary(of quantity: ExplainedQuantity, _ posterior: Posterior) -> QuantitySummary? {
    guard var draws = posterior.logDraws(of: quantity.series, in: quantity.unit, at: quantity.period) else {
      return nil
    }
    if let base = quantity.base {
      guard let past = posterior.logDraws(of: quantity.series, in: quantity.unit, at: base) else { return nil }
      draws = zip(draws, past).map(-)
    }
    return SortedSample(draws).map { sample in
      QuantitySummary(
        median: exp(sample.quantile(0.5)), interval80: exp(sample.quantile(0.1))...exp(sample.quantile(0.9)))
    }
  }
}
