import TradeSeries

extension Posterior {
  /// The posterior of a model whose groups were solved.
  init(
    _ model: AdjustmentModel, _ ledger: StatementLedger, _ groups: [LinkedGroup], _ modes: [GroupMode],
    draws: [GroupDraws], seed: UInt64
  ) {
    var places = [(group: Int, position: Int)](repeating: (0, 0), count: model.unknowns.count)
    var deviations = [Double](repeating: 0, count: model.unknowns.count)
    for (number, group) in groups.enumerated() {
      for (position, unknown) in group.unknowns.enumerated() {
        places[unknown] = (number, position)
        deviations[unknown] = modes[number].unconstrainedDeviations[position]
      }
    }
    var years: [SeriesIdentity: ClosedRange<Int>] = [:]
    var levels: Set<SeriesIdentity> = []
    func note(_ identity: SeriesIdentity, _ period: ReferencePeriod) {
      let (first, last) = (period.months?.firstYear ?? period.lastDay.year, period.lastDay.year)
      // What is said of a turnover speaks of its exports and imports too, and the reverse.
      let triple = TradeTriple(of: identity)
      let isSum = if case .sum = model.index.compositions[triple.turnover] { true } else { false }
      for member in isSum && triple.members.contains(identity) ? triple.members : [identity] {
        let known = years[member] ?? first...last
        years[member] = min(known.lowerBound, first)...max(known.upperBound, last)
      }
    }
    for statement in ledger.statements {
      guard let period = statement.period else { continue }
      let identity = model.census.identity(of: statement)
      note(identity, period)
      if case .share(let whole) = statement.claim { note(model.census.identity(of: whole, unit: nil), period) }
      if statement.claim.isQuantity { levels.insert(identity) }
    }
    self.init(
      model: model, seed: seed, groups: groups, modes: modes, draws: draws, places: places,
      unconstrainedDeviations: deviations,
      statedYears: years, levelStated: levels)
  }
}
