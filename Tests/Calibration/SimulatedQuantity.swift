import Adjustment
import TradeSeries

/// A quantity whose truth is known: a sum of logs with signs.
public struct SimulatedQuantity: Sendable {
  /// What is calibrated apart from the others.
  public enum Kind: String, CaseIterable, Sendable {
    case level, run, growth, share, stock, bias, drift, forecast
  }

  /// One unknown of it.
  struct Term: Sendable {
    enum Place: Sendable {
      case level(ReferencePeriod)
      case drift
      case bias
    }

    let series: SeriesKey
    let place: Place
    var sign = 1.0

    init(series: SeriesKey, place: Place) { (self.series, self.place) = (series, place) }

    init(_ period: ReferencePeriod, of series: SeriesKey, sign: Double) {
      (self.series, place, self.sign) = (series, .level(period), sign)
    }
  }

  /// What it is.
  public let kind: Kind
  let terms: [Term]
  let unit: UnitOfMeasure
  let truth: Double

  /// Number of evenly spaced posterior draws below the truth: 0…`drawCount`.
  ///
  /// `nil` when the posterior does not have the quantity.
  public func rank(in posterior: Posterior, drawCount: Int) -> Int? {
    var sums: [Double]?
    for term in terms {
      let draws: [Double]?
      switch term.place {
      case .level(let period): draws = posterior.logDraws(of: term.series, in: unit, at: period)
      case .drift: draws = posterior.driftDraws(of: term.series, in: unit, sharesOf: LedgerPlan.asOfYear)
      case .bias: draws = posterior.biasDraws(of: LedgerPlan.origin, on: term.series, in: unit)
      }
      guard let draws else { return nil }
      sums = sums.map { sums in zip(sums, draws).map { $0 + term.sign * $1 } } ?? draws.map { term.sign * $0 }
    }
    guard let sums else { return nil }
    // Far enough apart to be as good as independent: the sampler makes over a thousand effective draws.
    return (0..<drawCount).count { sums[($0 * 2 + 1) * sums.count / (2 * drawCount)] < truth }
  }
}
