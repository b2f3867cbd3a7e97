import LinearAlgebra
import TradeSeries

/// Collects the parts of one quantity over the groups that it depends on.
struct Explainer {
  private let adjusted: AdjustedLedger
  private let quantity: ExplainedQuantity
  /// Share of the variance from which a bound counts as narrowing the quantity.
  private static let leastNarrowing = 1e-6

  init(_ adjusted: AdjustedLedger, _ quantity: ExplainedQuantity) {
    (self.adjusted, self.quantity) = (adjusted, quantity)
  }

  func explain(_ log: LogDifferential) throws(LinearAlgebraError) -> FigureExplanation {
    let posterior = adjusted.posterior
    var statements: [(id: String, square: Double, influence: Double)] = []
    var beliefs: [FigureExplanation.Belief: Double] = [:]
    var bounds: [FigureExplanation.BindingBound] = []
    let concerned = Set(log.gradient.keys.map { posterior.places[$0].group }).sorted()
    for number in concerned {
      let group = posterior.groups[number].weighted(by: posterior.modes[number].weights)
      var gradient = [Double](repeating: 0, count: group.count)
      for (unknown, value) in log.gradient where posterior.places[unknown].group == number {
        gradient[posterior.places[unknown].position] = value
      }
      let information = try GroupInformation(
        group, posterior.modes[number], wallDeviation: adjusted.hyperparameters.wallDeviation)
      let parts = information.decompose(gradient)
      for (row, square) in zip(group.priorRows, parts.priorRows) { beliefs[belief(row, group), default: 0] += square }
      for (position, row) in group.observations.enumerated() {
        statements.append(
          (adjusted.ledger.statements[row.statement].id, parts.observations[position], parts.influences[position]))
      }
      for (bound, narrowing) in zip(information.bindingBounds, parts.narrowings)
      where narrowing > Self.leastNarrowing {
        bounds.append(binding(group.bounds[bound], group, narrowing))
      }
    }
    let changes = log.innovations.keys.sorted { ($0.series, $0.end) < ($1.series, $1.end) }
    for change in changes { beliefs[.change, default: 0] += square(log.innovations[change] ?? 0) }
    let kinds = FigureExplanation.Belief.allCases.compactMap { kind in beliefs[kind].map { (kind, $0) } }
    let variance = statements.reduce(0) { $0 + $1.square } + kinds.reduce(0) { $0 + $1.1 }
    func share(_ square: Double) -> Double { variance > 0 ? square / variance : 0 }
    let parts =
      statements.map {
        FigureExplanation.Part(origin: .statement($0.id), weight: share($0.square), influence: $0.influence)
      } + kinds.map { FigureExplanation.Part(origin: .belief($0), weight: share($1), influence: nil) }
    return FigureExplanation(
      quantity: quantity, logMode: log.value, logDeviation: variance.squareRoot(),
      parts: parts.enumerated().sorted { left, right in
        left.element.weight == right.element.weight
          ? left.offset < right.offset : left.element.weight > right.element.weight
      }.map(\.element),
      bounds: bounds.enumerated().sorted { left, right in
        left.element.narrowing == right.element.narrowing
          ? left.offset < right.offset : left.element.narrowing > right.element.narrowing
      }.map(\.element))
  }

  private func square(_ value: Double) -> Double { value * value }

  /// What a prior row is about, told by its unknowns.
  private func belief(_ row: LinearRow, _ group: LinkedGroup) -> FigureExplanation.Belief {
    let unknowns = row.indices.map { adjusted.posterior.model.unknowns[group.unknowns[$0]] }
    var levels = 0
    for unknown in unknowns {
      switch unknown {
      case .run: return .season
      case .originBias: return .originBias
      case .year, .stock: levels += 1
      case .drift: break
      }
    }
    return levels == 0 ? .trend : levels == 1 ? .firstLevel : .change
  }

  private func binding(
    _ bound: StructuralBound, _ group: LinkedGroup, _ narrowing: Double
  ) -> FigureExplanation.BindingBound {
    func terms(_ positions: [Int]) -> [FigureExplanation.BindingBound.Term] {
      positions.compactMap { term(adjusted.posterior.model.unknowns[group.unknowns[$0]]) }
    }
    return FigureExplanation.BindingBound(
      parts: terms(bound.parts), whole: terms(bound.whole), narrowing: narrowing)
  }

  /// The quantity that an unknown is the logarithm of.
  private func term(_ unknown: Unknown) -> FigureExplanation.BindingBound.Term? {
    let (number, period): (Int, ReferencePeriod?)
    switch unknown {
    case .year(let series, let year): (number, period) = (series, (try? Period(year: year)).map { .months($0) })
    case .run(let series, let run): (number, period) = (series, .months(run))
    case .stock(let series, let date): (number, period) = (series, .date(date))
    case .drift, .originBias: return nil
    }
    return period.map {
      FigureExplanation.BindingBound.Term(series: adjusted.posterior.model.series[number].identity.key, period: $0)
    }
  }
}
