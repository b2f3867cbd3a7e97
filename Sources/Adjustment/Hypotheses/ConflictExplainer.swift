import Foundation
import Statistics
import TradeSeries

/// What may have gone wrong behind each conflict.
///
/// Every statement of a conflict, the contradicted one and those against it, is taken out, with what repeats it by the
/// same source; what rows link to it is solved without it, and every reading of what was written is judged by its density
/// under all the others. The suspect's own pull is out, so the densities of one statement's readings are comparable with
/// each other, and their ratios to the statement as stated across statements: all have "everything as stated" as
/// denominator.
struct ConflictExplainer: Sendable {
  let ledger: StatementLedger
  let asOf: CalendarDate
  let horizon: Int
  let hyperparameters: Hyperparameters
  let isRobust: Bool

  /// The conflicts with their hypotheses; each suspect is solved without only once.
  func explained(_ conflicts: [Conflict], _ groups: [LinkedGroup], _ model: AdjustmentModel) -> [Conflict] {
    var groupOf: [String: Int] = [:]
    for (number, group) in groups.enumerated() {
      for row in group.observations { groupOf[ledger.statements[row.statement].id] = number }
    }
    let suspects = conflicts.flatMap(\.suspects).uniqued()
    let judged = parallelMap(suspects) { [groupOf] suspect in
      groupOf[suspect].map { judge(suspect, groups[$0], model) } ?? []
    }
    let hypotheses = Dictionary(uniqueKeysWithValues: zip(suspects, judged))
    return conflicts.map { conflict in
      let own = conflict.suspects.flatMap { hypotheses[$0] ?? [] }
      let unnamed = own.filter { $0.slip == .unnamed }
      let worst = unnamed.map(\.logOdds).max() ?? 0
      let alike = unnamed.filter { worst - $0.logOdds <= log(SlipHypothesis.tie) }.map(\.statement)
      // Where no reading is clearly likelier than what is stated, or none can be judged, any of them may be wrong.
      let isTold = own.contains { $0.logOdds > log(SlipHypothesis.tie) }
      let candidates = isTold ? (worst > 0 ? alike : []) : conflict.suspects
      return Conflict(
        residual: conflict.residual, ground: conflict.ground, against: conflict.against,
        hypotheses: own.filter { $0.logOdds > 0 }.sorted {
          $0.logOdds == $1.logOdds
            ? ($0.statement, $0.slip.code) < ($1.statement, $1.slip.code) : $0.logOdds > $1.logOdds
        },
        unidentifiable: candidates.count > 1 ? candidates.sorted() : [])
    }
  }

  /// The readings of one statement under all the others; none where they do not say what it should be.
  private func judge(_ suspect: String, _ group: LinkedGroup, _ whole: AdjustmentModel) -> [SlipHypothesis] {
    guard let statement = ledger.statements.first(where: { $0.id == suspect }) else { return [] }
    let others = self.others(of: statement, in: group, whole)
    let rates = CurrencyConverter(ledger.rates)
    let census = SeriesCensus(others, dated: others.statements.filter { $0.period != nil } + [statement])
    let readings = Readings(
      statement, rates, sums: Set(TradeTriple.sums(among: Set(census.entries.keys))), census: census, hyperparameters
    ).all
    // A ledger that adjusts with the statement does so without it; should one not, nothing can be said of it.
    guard
      let model = try? AdjustmentModel(
        others, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters, probes: readings.map(\.statement))
    else { return [] }
    let rows = readings.map { ObservationRow(0, $0.statement, $0.noise, model.census, model.index) }
    let linked = rows.compactMap { $0?.expression.indices }.flatMap { $0 }
    guard let first = linked.first,
      let remaining = model.groups(linking: linked).first(where: { $0.unknowns.contains(first) }),
      let mode = try? remaining.mode(hyperparameters, model, isRobust: isRobust),
      let gaussian = try? BoundedGaussian(
        remaining.weighted(by: mode.weights), at: mode.theta, wallDeviation: hyperparameters.wallDeviation)
    else { return [] }
    let judge = ReadingJudge(
      group: remaining.weighted(by: mode.weights), mode: mode.theta, gaussian: gaussian, model: model)
    let densities = zip(readings, rows).map { reading, row in
      row.flatMap(judge.logDensity).map { $0 + reading.logDerivative }
    }
    guard let row = rows.first ?? nil, let asStated = densities.first ?? nil else { return [] }
    let named = zip(readings, densities).compactMap { reading, density -> SlipHypothesis? in
      guard let slip = reading.slip, let density else { return nil }
      return SlipHypothesis(statement: suspect, slip: slip, logOdds: density - asStated)
    }
    let other = judge.unnamedLogDensity(of: row) + readings[0].logDerivative
    return named + [SlipHypothesis(statement: suspect, slip: .unnamed, logOdds: other - asStated)]
  }

  /// The statements that say something of one, but its repetitions: on the series that rows link to it, and on those that
  /// bound these.
  private func others(of suspect: Statement, in group: LinkedGroup, _ model: AdjustmentModel) -> StatementLedger {
    var links = DisjointSets(count: group.count)
    for row in group.priorRows { links.join(row.indices) }
    for row in group.observations { links.join(row.expression.indices) }
    for pair in group.pairs { links.join([pair.exports, pair.imports]) }
    let own =
      group.observations.first { ledger.statements[$0.statement].id == suspect.id }?.expression.indices.first ?? 0
    let root = links.root(of: own)
    let linked = group.unknowns.indices.filter { links.root(of: $0) == root }
    var near = Set(linked)
    for bound in group.bounds where bound.parts.count + bound.whole.count <= Self.longestBound {
      let members = bound.parts + bound.whole
      if members.contains(where: { links.root(of: $0) == root }) { near.formUnion(members) }
    }
    let keys = Set(
      near.map { model.identity(of: group.unknowns[$0]) }.flatMap { identity in
        TradeTriple.indicators.contains(identity.key.indicator)
          ? TradeTriple(of: identity).members.map(\.key) : [identity.key]
      })
    var others = ledger
    others.statements = ledger.statements.filter { keys.contains($0.series) && !$0.repeats(suspect) }
    others.targets = []
    return others
  }

  /// Unknowns of a bound from which each of its parts says next to nothing of the others.
  private static let longestBound = 12
}

extension Statement {
  /// Whether it is that statement, or says the same by the same source: a slip said twice is one slip.
  fileprivate func repeats(_ other: Statement) -> Bool {
    id == other.id
      || (source == other.source && series == other.series && period == other.period && claim == other.claim
        && figure == other.figure && origin == other.origin)
  }
}

extension Conflict {
  /// The contradicted statement and those against it.
  fileprivate var suspects: [String] { [residual.statement] + against }
}
