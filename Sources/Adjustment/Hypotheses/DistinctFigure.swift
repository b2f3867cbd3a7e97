import Foundation
import TradeSeries

/// A figure and all the statements that state it.
///
/// Statements say the same where they speak of one quantity, on the same side, and their last digits leave room for
/// one value: "5.8 billion" and "5.79 billion". They may have one origin, so that they count once when it is asked
/// whether the figure slipped.
struct DistinctFigure: Hashable, Sendable {
  /// Ids, the one with the smallest σ first.
  let statements: [String]
  /// Number of different sources.
  let sourceCount: Int

  /// The statement that stands for all.
  var id: String { statements[0] }

  /// Log of the probability that it slipped, before anything is held against it: further sources copied the slip.
  var logPrior: Double {
    log(SlipHypothesis.slipProbability) + Double(sourceCount - 1) * log(SlipHypothesis.copyProbability)
  }

  /// What two statements must share to say the same.
  fileprivate struct Quantity: Hashable {
    let series: SeriesKey
    let period: ReferencePeriod
    let claim: Statement.Claim
    let origin: String?
    let hasLower: Bool
    let hasUpper: Bool
  }

  /// The figures of dated statements; others have none.
  ///
  /// Each statement in turn, by σ, joins the first figure whose sharpest statement leaves room for it: a coarse one
  /// does not tie two others together that contradict each other.
  static func all(_ statements: [Statement], _ hyperparameters: Hyperparameters) -> [DistinctFigure] {
    var found: [Quantity: [[Statement]]] = [:]
    var order: [Quantity] = []
    let sorted = statements.enumerated().map { (sigma: ObservationNoise($1.figure, hyperparameters).sigma, $0, $1) }
      .sorted { ($0.sigma, $0.1) < ($1.sigma, $1.1) }
    for (_, _, statement) in sorted {
      guard let quantity = Quantity(statement, hyperparameters) else { continue }
      if found[quantity] == nil { order.append(quantity) }
      var figures = found[quantity] ?? []
      if let place = figures.firstIndex(where: { $0[0].figure.leavesRoom(for: statement.figure) }) {
        figures[place].append(statement)
      } else {
        figures.append([statement])
      }
      found[quantity] = figures
    }
    return order.flatMap { found[$0] ?? [] }.map { members in
      DistinctFigure(statements: members.map(\.id), sourceCount: Set(members.map(\.source)).count)
    }
  }
}

extension DistinctFigure.Quantity {
  fileprivate init?(_ statement: Statement, _ hyperparameters: Hyperparameters) {
    guard let period = statement.period else { return nil }
    let noise = ObservationNoise(statement.figure, hyperparameters)
    var claim = statement.claim
    if case .growth(let base) = claim { claim = .growth(base: base ?? period.yearEarlier) }
    self.init(
      series: statement.series, period: period, claim: claim,
      origin: statement.origin == statement.series.reporter ? nil : statement.origin, hasLower: noise.lower != nil,
      hasUpper: noise.upper != nil)
  }
}

extension StatedFigure {
  /// Whether one value rounds to both; of intervals, whether they are the same.
  fileprivate func leavesRoom(for other: StatedFigure) -> Bool {
    func isNear(_ left: Double, _ right: Double) -> Bool {
      abs(left - right) <= (halfUnit + other.halfUnit) * (1 + 1e-9)
    }
    switch (upperValue, other.upperValue) {
    case (nil, nil): return isNear(value, other.value)
    case (let own?, let others?): return isNear(value, other.value) && isNear(own, others)
    default: return false
    }
  }
}
