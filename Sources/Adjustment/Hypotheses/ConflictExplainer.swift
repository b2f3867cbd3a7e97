import Foundation
import Statistics
import TradeSeries

/// What may have gone wrong behind each conflict.
///
/// Every statement of a conflict, the contradicted one and those against it, is taken out; the linked group is solved
/// without it, and every reading of what was written is judged by its density under all the others. The suspect's own
/// pull is out, so the densities of one statement's readings are comparable with each other, and their ratios to the
/// statement as stated across statements: all have "everything as stated" as denominator.
struct ConflictExplainer: Sendable {
  let ledger: StatementLedger
  let asOf: CalendarDate
  let horizon: Int
  let hyperparameters: Hyperparameters
  let isRobust: Bool

  /// The conflicts with their hypotheses; each suspect is solved without only once.
  func explained(_ conflicts: [Conflict], _ groups: [LinkedGroup]) -> [Conflict] {
    var groupOf: [String: Int] = [:]
    for (number, group) in groups.enumerated() {
      for row in group.observations { groupOf[ledger.statements[row.statement].id] = number }
    }
    let suspects = conflicts.flatMap(\.suspects).uniqued()
    let judged = parallelMap(suspects) { [groupOf] suspect in groupOf[suspect].map { judge(suspect, groups[$0]) } ?? []
    }
    let hypotheses = Dictionary(uniqueKeysWithValues: zip(suspects, judged))
    return conflicts.map { conflict in
      let own = conflict.suspects.flatMap { hypotheses[$0] ?? [] }
      let unnamed = own.filter { $0.slip == .unnamed }
      let worst = unnamed.map(\.logOdds).max() ?? 0
      let alike = unnamed.filter { worst - $0.logOdds <= log(SlipHypothesis.tie) }.map(\.statement)
      return Conflict(
        residual: conflict.residual, ground: conflict.ground, against: conflict.against,
        hypotheses: own.filter { $0.logOdds > 0 }.sorted {
          $0.logOdds == $1.logOdds
            ? ($0.statement, $0.slip.code) < ($1.statement, $1.slip.code) : $0.logOdds > $1.logOdds
        },
        unidentifiable: worst > 0 && alike.count > 1 ? alike.sorted() : [])
    }
  }

  /// The readings of one statement under all the others; none where they do not say what it should be.
  private func judge(_ suspect: String, _ group: LinkedGroup) -> [SlipHypothesis] {
    guard let statement = ledger.statements.first(where: { $0.id == suspect }) else { return [] }
    let others = self.others(of: suspect, in: group)
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
    let place = Dictionary(uniqueKeysWithValues: remaining.unknowns.enumerated().map { ($1, $0) })
    let densities = zip(readings, rows).map { reading, row in
      row.flatMap { density(of: $0, gaussian, place) }.map { $0 + reading.logDerivative }
    }
    guard let row = rows.first ?? nil, let asStated = densities.first ?? nil else { return [] }
    let named = zip(readings, densities).compactMap { reading, density -> SlipHypothesis? in
      guard let slip = reading.slip, let density else { return nil }
      return SlipHypothesis(statement: suspect, slip: slip, logOdds: density - asStated)
    }
    let other = unnamedDensity(of: row, gaussian, place) + readings[0].logDerivative
    return named + [SlipHypothesis(statement: suspect, slip: .unnamed, logOdds: other - asStated)]
  }

  /// The statements on the series of a group but one, and nothing that they do not need.
  private func others(of suspect: String, in group: LinkedGroup) -> StatementLedger {
    var keys: Set<SeriesKey> = []
    for row in group.observations {
      let statement = ledger.statements[row.statement]
      keys.insert(statement.series)
      if case .share(let whole) = statement.claim { keys.insert(whole) }
    }
    var others = ledger
    others.statements = ledger.statements.filter { keys.contains($0.series) && $0.id != suspect }
    others.targets = []
    return others
  }

  /// Deviation of a log quantity from which the others do not say what it is.
  private static let largestDeviation = Posterior.largestDeviation

  /// Log density of a row's target: the others' normal, widened by its σ and walls.
  private func density(of row: ObservationRow, _ gaussian: BoundedGaussian, _ place: [Int: Int]) -> Double? {
    let own = gaussian.distribution(of: row.expression.reindexed { place[$0] ?? 0 })
    guard own.variance.squareRoot() <= Self.largestDeviation else { return nil }
    let (noise, distance) = (row.sigma * row.sigma, own.mean - row.target)
    let joint = own.variance + noise
    let soft = -0.5 * (distance * distance / joint + log(2 * Double.pi * joint))
    guard row.wallCount > 0 else { return soft }
    let walls = WallFactor(lower: row.lower, upper: row.upper, deviation: hyperparameters.wallDeviation)
    let held = walls.moments(
      mean: (own.mean * noise + row.target * own.variance) / joint, variance: own.variance * noise / joint)
    // What walls leave of the row's own normal, so that the density of the target integrates to 1.
    let whole = walls.moments(mean: row.target, variance: noise)
    return soft + held.logMass - whole.logMass
  }

  /// Log density of a target that was moved by an error of σ 1, whatever its words.
  private func unnamedDensity(of row: ObservationRow, _ gaussian: BoundedGaussian, _ place: [Int: Int]) -> Double {
    let own = gaussian.distribution(of: row.expression.reindexed { place[$0] ?? 0 })
    let distance = own.mean - row.target
    let joint = own.variance + row.sigma * row.sigma + 1
    return -0.5 * (distance * distance / joint + log(2 * Double.pi * joint))
  }
}

extension Conflict {
  /// The contradicted statement and those against it.
  fileprivate var suspects: [String] { [residual.statement] + against }
}
