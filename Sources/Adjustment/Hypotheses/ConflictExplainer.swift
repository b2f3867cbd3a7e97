import Foundation
import Statistics
import TradeSeries

/// What may have gone wrong behind each conflict.
///
/// Conflicts that share a statement, as contradicted or as standing against, form a cluster: one slip throws all that
/// check it off. Each cluster is explained as a whole.
struct ConflictExplainer: Sendable {
  let ledger: StatementLedger
  let asOf: CalendarDate
  let horizon: Int
  let hyperparameters: Hyperparameters

  /// Explanations of a cluster that are kept.
  private static let keptCount = 10

  private struct Verdict {
    let hypotheses: [SlipHypothesis]
    let unidentifiable: [[String]]
  }

  /// The conflicts with their clusters and hypotheses.
  func explained(_ conflicts: [Conflict], _ groups: [LinkedGroup], _ model: AdjustmentModel) -> [Conflict] {
    guard !conflicts.isEmpty else { return [] }
    var clusters = Self.clusters(of: conflicts)
    let world = SlipWorld(
      ledger, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters, groups, model)
    func explain(_ clusters: [[Int]]) -> [Verdict] {
      parallelMap(clusters) { members in Self.verdict(members.map { conflicts[$0] }, world) }
    }
    var verdicts = explain(clusters)
    while let joined = Self.joined(clusters, conflicts, verdicts) {
      let known = Dictionary(zip(clusters, verdicts)) { first, _ in first }
      let fresh = joined.filter { known[$0] == nil }
      let found = Dictionary(uniqueKeysWithValues: zip(fresh, explain(fresh)))
      (clusters, verdicts) = (joined, joined.compactMap { known[$0] ?? found[$0] })
    }
    var clusterOf: [Int: Int] = [:]
    for (number, members) in clusters.enumerated() {
      for member in members { clusterOf[member] = number }
    }
    return conflicts.enumerated().map { position, conflict in
      let number = clusterOf[position] ?? 0
      return Conflict(
        residual: conflict.residual, ground: conflict.ground, against: conflict.against, cluster: number + 1,
        hypotheses: verdicts[number].hypotheses, unidentifiable: verdicts[number].unidentifiable)
    }
  }

  /// Positions of the conflicts that hang together, in the order of their first ones.
  private static func clusters(of conflicts: [Conflict]) -> [[Int]] {
    let ids = conflicts.flatMap { [$0.residual.statement] + $0.against }.uniqued()
    let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0 + conflicts.count) })
    var links = DisjointSets(count: conflicts.count + ids.count)
    for (position, conflict) in conflicts.enumerated() {
      links.join([position] + ([conflict.residual.statement] + conflict.against).compactMap { numbers[$0] })
    }
    return links.members().map { $0.filter { $0 < conflicts.count } }.filter { !$0.isEmpty }
  }

  /// The clusters with those joined of which one is explained by a slip of another's; `nil` where there are none.
  private static func joined(_ clusters: [[Int]], _ conflicts: [Conflict], _ verdicts: [Verdict]) -> [[Int]]? {
    var owners: [String: Int] = [:]
    for (number, members) in clusters.enumerated() {
      for member in members { owners[conflicts[member].residual.statement] = number }
    }
    var links = DisjointSets(count: clusters.count)
    for (number, verdict) in verdicts.enumerated() {
      for id in verdict.hypotheses.first?.parts.flatMap(\.statements) ?? [] {
        if let owner = owners[id] { links.join([number, owner]) }
      }
    }
    let joined = links.members().map { $0.flatMap { clusters[$0] }.sorted() }
    return joined.count < clusters.count ? joined : nil
  }

  private static func verdict(_ conflicts: [Conflict], _ world: SlipWorld) -> Verdict {
    let suspects = SlipSearch.suspects(of: conflicts, among: world.figures)
    let search = SlipSearch(world, suspects)
    let ranked = search.ranked
    var kept: [SlipSearch.Scenario] = []
    for scenario in ranked where kept.count < keptCount {
      // With a slip more than a likelier one it is no other explanation.
      let own = Set(scenario.key)
      guard !kept.contains(where: { !$0.key.isEmpty && own.isSuperset(of: $0.key) }) else { continue }
      kept.append(scenario)
    }
    let best = ranked.first { !$0.slips.isEmpty }
    let sets = best.map(search.alternatives) ?? []
    return Verdict(
      hypotheses: kept.map { SlipHypothesis(parts: $0.slips.map(\.part), logOdds: $0.logOdds) },
      unidentifiable: sets.filter { $0.count > 1 }.map { $0.flatMap(\.statements).sorted() }.uniqued())
  }
}
