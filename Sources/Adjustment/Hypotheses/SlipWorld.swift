import Foundation
import TradeSeries

/// The ledger around some conflicts, each figure once; any of them may be taken out, or read in other ways.
///
/// Statements keep their own σ: what slipped does not depend on how a robust mode weighs outliers.
struct SlipWorld: Sendable {
  let figures: [DistinctFigure]
  private let ledger: StatementLedger
  private let statements: [String: Statement]
  /// Positions of the statements on each series.
  private let positions: [SeriesKey: [Int]]
  private let asOf: CalendarDate
  private let horizon: Int
  private let hyperparameters: Hyperparameters
  private let near: NearSeries
  private let rates: CurrencyConverter
  /// All figures as stated: the beliefs are those of its sizes, whatever is taken out.
  ///
  /// Else odds would be of different beliefs for different suspects.
  private let asStated: AdjustmentModel?

  /// The world of a ledger, cut into the linked groups of its model.
  init(
    _ ledger: StatementLedger, asOf: CalendarDate, horizon: Int, hyperparameters: Hyperparameters,
    _ groups: [LinkedGroup], _ model: AdjustmentModel
  ) {
    (self.asOf, self.horizon, self.hyperparameters) = (asOf, horizon, hyperparameters)
    figures = DistinctFigure.all(ledger.statements, hyperparameters)
    let kept = Set(figures.map(\.id))
    var once = ledger
    once.statements = ledger.statements.filter { kept.contains($0.id) }
    once.targets = []
    self.ledger = once
    statements = Dictionary(once.statements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    positions = Dictionary(grouping: once.statements.indices) { once.statements[$0].series }
    near = NearSeries(groups, ledger, model)
    rates = CurrencyConverter(ledger.rates)
    asStated = try? AdjustmentModel(once, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
  }

  /// The readings of one figure under all the others, some of these read in other ways.
  ///
  /// Of a quantity that the others say next to nothing of, only an error of no named kind; none at all where the others
  /// have no solution.
  func judge(_ figure: DistinctFigure, given read: [ReadFigure]) -> [JudgedReading] {
    guard let statement = statements[figure.id] else { return [] }
    let others = self.others(without: [figure] + read.map(\.figure))
    let census = SeriesCensus(
      others, dated: others.statements.filter { $0.period != nil } + read.map(\.statement) + [statement])
    let readings = Readings(
      statement, rates, sums: Set(TradeTriple.sums(among: Set(census.entries.keys))), census: census, hyperparameters
    ).all
    // A ledger that adjusts with the statement does so without it; should one not, nothing can be said of it.
    guard
      let model = try? AdjustmentModel(
        others, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters,
        probes: readings.map(\.statement) + read.map(\.statement), sizes: asStated)
    else { return [] }
    let rows = readings.map { ObservationRow(0, $0.statement, $0.noise, model.census, model.index) }
    guard let statedRow = rows.first ?? nil, let first = statedRow.expression.indices.first else { return [] }
    let given = read.compactMap { ObservationRow(0, $0.statement, $0.noise, model.census, model.index) }
    let linked = (rows.compactMap { $0 } + given).flatMap(\.expression.indices)
    guard
      let group = model.groups(linking: linked).first(where: { $0.unknowns.contains(first) })?.adding(given),
      let judge = try? ReadingJudge(group, readings: rows.compactMap { $0 }, model)
    else { return [] }
    let unnamed = ReadFigure(
      figure: figure, slip: .unnamed, statement: statement,
      noise: readings[0].noise.unnamed(deviation: judge.unnamedDeviation(of: statedRow)))
    guard let stated = judge.logDensityAnyway(of: statedRow),
      let other = ObservationRow(0, statement, unnamed.noise, model.census, model.index)
        .flatMap(judge.logDensityAnyway)
    else { return [] }
    let scale = readings[0].logDerivative
    let named = zip(readings, rows).compactMap { reading, row -> JudgedReading? in
      guard let slip = reading.slip, let density = row.flatMap(judge.logDensity) else { return nil }
      return JudgedReading(
        reading: ReadFigure(figure: figure, slip: slip, statement: reading.statement, noise: reading.noise),
        logRatio: density + reading.logDerivative - stated - scale)
    }
    return named + [JudgedReading(reading: unnamed, logRatio: other - stated)]
  }

  /// The conflicts of what is near some figures when these are read in other ways; `nil` where there is no solution then.
  func conflicts(given read: [ReadFigure]) -> [Conflict]? {
    let others = self.others(without: read.map(\.figure))
    var whole = others
    whole.statements += read.map(\.statement)
    guard
      let model = try? AdjustmentModel(
        others, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters, probes: read.map(\.statement),
        sizes: asStated)
    else { return nil }
    let given = read.enumerated().compactMap { number, read in
      ObservationRow(others.statements.count + number, read.statement, read.noise, model.census, model.index)
    }
    let linked = given.flatMap(\.expression.indices)
    let groups = model.groups(linking: linked).map { group in
      linked.first.map(group.unknowns.contains) == true ? group.adding(given) : group
    }
    let modes = groups.compactMap { try? ModeSolver($0, hyperparameters, model).solve() }
    guard modes.count == groups.count, let analysis = try? ResidualAnalysis(model, whole, groups, modes) else {
      return nil
    }
    return analysis.conflicts
  }

  /// The statements that say something of some figures, but their own.
  private func others(without figures: [DistinctFigure]) -> StatementLedger {
    let keys = figures.reduce(into: Set<SeriesKey>()) { $0.formUnion(near.keys(of: $1.id)) }
    let own = Set(figures.map(\.id))
    var others = ledger
    others.statements = keys.flatMap { positions[$0] ?? [] }.sorted().map { ledger.statements[$0] }
      .filter { !own.contains($0.id) }
    return others
  }
}

extension ObservationNoise {
  /// The noise of an error of no named kind, whatever the words.
  fileprivate func unnamed(deviation: Double) -> ObservationNoise {
    var noise = self
    noise.sigma = hypot(sigma, deviation)
    (noise.lower, noise.upper) = (nil, nil)
    return noise
  }
}

extension LinkedGroup {
  /// The group with more rows, whose indices are the model's.
  fileprivate func adding(_ rows: [ObservationRow]) -> LinkedGroup {
    guard !rows.isEmpty else { return self }
    let places = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    var joined = self
    joined.observations += rows.map { row in
      var own = row
      own.expression = row.expression.reindexed { places[$0] ?? 0 }
      return own
    }
    return joined
  }
}
