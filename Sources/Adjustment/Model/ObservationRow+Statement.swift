import Foundation
import TradeSeries

extension ObservationRow {
  /// The row of a dated statement: section 3 and the first lines of section 4 of the model page.
  ///
  /// `nil` when it speaks of a quantity without unknowns, which the census rules out for a valid ledger.
  init?(
    _ position: Int, _ statement: Statement, _ noise: ObservationNoise, _ census: SeriesCensus, _ index: SeriesIndex
  ) {
    guard let period = statement.period else { return nil }
    let identity = census.identity(of: statement)
    if case .difference(let exports, let imports) = index.compositions[identity] {
      // A deficit is the same statement with exports and imports exchanged.
      let (larger, smaller) = statement.figure.isNegative ? (imports, exports) : (exports, imports)
      self.init(position, noise, index, period, larger: larger, smaller: smaller)
      return
    }
    guard let quantity = index.indices(of: identity, at: period) else { return nil }
    var terms = [LogSumTerm(coefficient: 1, indices: quantity)]
    switch statement.claim {
    case .level, .stock:
      if let origin = statement.origin, let bias = index.positions[.originBias(origin: origin, identity)] {
        terms.append(LogSumTerm(coefficient: 1, indices: [bias]))
      }
    case .growth(let base):
      guard let past = index.indices(of: identity, at: base ?? period.yearEarlier) else { return nil }
      terms.append(LogSumTerm(coefficient: -1, indices: past))
    case .share(let wholeKey):
      guard let whole = index.indices(of: census.identity(of: wholeKey, unit: nil), at: period) else { return nil }
      terms.append(LogSumTerm(coefficient: -1, indices: whole))
    }
    self.init(
      statement: position, expression: .logs(terms), target: noise.center, sigma: noise.sigma, lower: noise.lower,
      upper: noise.upper)
  }

  /// The row of a stated balance, relative to its size so that σ keeps its meaning of a relative error.
  private init?(
    _ position: Int, _ noise: ObservationNoise, _ index: SeriesIndex, _ period: ReferencePeriod, larger: Int,
    smaller: Int
  ) {
    guard let plus = index.indices(ofBase: larger, at: period),
      let minus = index.indices(ofBase: smaller, at: period)
    else { return nil }
    self.init(
      statement: position, expression: .difference(plus: plus, minus: minus, scale: exp(noise.center)), target: 1,
      sigma: noise.sigma, lower: noise.lower.map { exp($0 - noise.center) },
      upper: noise.upper.map { exp($0 - noise.center) })
  }
}
