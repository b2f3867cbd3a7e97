import Foundation
import Statistics
import TradeSeries

/// Looks for the slips that explain the conflicts of one cluster.
///
/// Slips are judged one at a time, under the others and what was found before:
/// `p(all, i read as g, j read as h) = p(all) · [p(i as g) / p(i as stated)] ·
/// [p(j as h | i as g) / p(j as stated | i as g)]`. First every suspect alone; then pairs among those that are farthest
/// off, one of them freed by an error of no named kind, since two slips can hide each other, unless one slip is but little
/// likelier than none and leaves no conflict; then, as long as something may be likelier than the best, that is looked at:
/// each of its slips is exchanged for every other, and where it leaves conflicts, one more is tried.
///
/// Exact densities would give the same in whatever order slips are judged. Under others that contradict each other they
/// are not exact: an explanation counts by the order in which the slip that mends least given the others comes last,
/// once each of its slips was judged last.
struct SlipSearch {
  private let world: SlipWorld
  private let suspects: [DistinctFigure]
  private var found: [[String]: Scenario] = [[]: Scenario([], logOdds: 0)]
  private var judged: [JudgedKey: [JudgedReading]] = [:]
  /// Of explanations, the conflicts that they leave; `nil` where that cannot be said.
  private var left: [[String]: [Conflict]?] = [:]

  /// Slips and the odds of all of them.
  struct Scenario: Sendable {
    /// Sorted by key.
    let slips: [ReadFigure]
    /// Against nothing slipped.
    private(set) var logOdds: Double
    let key: [String]
    /// By the figure judged last, what its slip mends given the others, and the odds in that order.
    private var orders: [String: (gain: Double, logOdds: Double)] = [:]

    init(_ slips: [ReadFigure], logOdds: Double) {
      (self.slips, self.logOdds, key) = (slips, logOdds, slips.map(\.key))
    }

    /// Whether each of its slips was judged last.
    var isSettled: Bool { orders.count == slips.count }

    mutating func judge(last figure: String, gain: Double, given logOdds: Double) {
      orders[figure] = (gain, logOdds + gain)
      self.logOdds = orders.values.min { $0.gain < $1.gain }?.logOdds ?? logOdds
    }
  }

  private struct JudgedKey: Hashable {
    let figure: String
    let given: [String]
  }

  /// Suspects that are tried in pairs, and those of conflicts that remain.
  private static let pairedCount = 6
  private static let roundLimit = 40
  private static let mostSlips = 4

  /// Searches a cluster; `suspects` stand in the order of their distance, farthest first.
  init(_ world: SlipWorld, _ suspects: [DistinctFigure]) {
    (self.world, self.suspects) = (world, suspects)
    extend([], by: suspects)
    if let best = ranked.first(where: { !$0.slips.isEmpty }), !isAllThatMayBe(best) { pair() }
    var done: Set<[String]> = []
    for _ in 0..<Self.roundLimit {
      let open = found.values.filter { !$0.slips.isEmpty && !done.contains($0.key) }
      guard let next = open.min(by: Self.isLikelier) else { break }
      if let best = ranked.first(where: { !$0.slips.isEmpty }), done.contains(best.key), Self.isLikelier(best, next) {
        break
      }
      if next.isSettled {
        improve(next)
        done.insert(next.key)
      } else {
        settle(next)
        // Without a solution in some order nothing can be said of it.
        if found[next.key]?.isSettled != true { done.insert(next.key) }
      }
    }
  }

  /// Every explanation that was tried in all orders, the likeliest first.
  var ranked: [Scenario] { found.values.filter(\.isSettled).sorted(by: Self.isLikelier) }

  private static func isLikelier(_ left: Scenario, _ right: Scenario) -> Bool {
    left.logOdds == right.logOdds ? left.key.lexicographicallyPrecedes(right.key) : left.logOdds > right.logOdds
  }

  /// For each slip of an explanation, the figures that may have it in place of its own, its own among them.
  ///
  /// An error of no named kind is as likely of each, within the factor of a tie, and no slip of one is strongly likelier
  /// than all slips of the others.
  func alternatives(in scenario: Scenario) -> [[DistinctFigure]] {
    scenario.slips.map { slip in
      let rest = scenario.slips.filter { $0.figure != slip.figure }
      var odds: [(figure: DistinctFigure, unnamed: Double, best: Double)] = []
      for figure in (suspects + [slip.figure]).uniqued() {
        let readings = judged[JudgedKey(figure: figure.id, given: rest.map(\.key))] ?? []
        guard let unnamed = readings.first(where: { $0.reading.slip == .unnamed }),
          let best = readings.map(\.logRatio).max()
        else { continue }
        odds.append((figure, unnamed.logRatio + figure.logPrior, best + figure.logPrior))
      }
      let (mostUnnamed, best) = (odds.map(\.unnamed).max() ?? 0, odds.map(\.best).max() ?? 0)
      let isTold = odds.count { best - $0.best <= log(SlipHypothesis.strong) } < 2
      let alike = odds.filter {
        mostUnnamed - $0.unnamed <= log(SlipHypothesis.tie) || best - $0.best <= log(SlipHypothesis.tie)
      }
      return isTold ? [] : alike.map(\.figure)
    }
  }

  /// Judges an explanation with each of its slips last.
  private mutating func settle(_ scenario: Scenario) {
    for slip in scenario.slips {
      let rest = Scenario(scenario.slips.filter { $0.figure != slip.figure }, logOdds: .infinity)
      if found[rest.key] == nil { found[rest.key] = rest }
      if found[rest.key]?.isSettled != true { settle(rest) }
      // What has no odds gives none to what is built on it.
      if found[rest.key]?.isSettled == true { extend(rest.key, by: [slip.figure]) }
    }
  }

  /// Whether two slips are hardly likelier than this one, or worth telling beside it: nothing is left to explain, and what
  /// there was would not make up for the improbability of a second.
  private mutating func isAllThatMayBe(_ scenario: Scenario) -> Bool {
    scenario.logOdds < -log(SlipHypothesis.slipProbability) && conflicts(leftBy: scenario)?.isEmpty == true
  }

  /// Tries every two of the first suspects.
  private mutating func pair() {
    let paired = Array(suspects.prefix(Self.pairedCount))
    for first in paired {
      extend([first.id + "=" + Slip.unnamed.code], by: paired.filter { $0 != first })
    }
  }

  private mutating func conflicts(leftBy scenario: Scenario) -> [Conflict]? {
    if let known = left[scenario.key] { return known }
    let conflicts = world.conflicts(given: scenario.slips)
    left[scenario.key] = conflicts
    return conflicts
  }

  private mutating func improve(_ best: Scenario) {
    for slip in best.slips where best.slips.count > 1 {
      let rest = best.slips.filter { $0.figure != slip.figure }
      extend(rest.map(\.key), by: (suspects + [slip.figure]).uniqued())
    }
    guard best.slips.count < Self.mostSlips else { return }
    let further = SlipSearch.suspects(of: conflicts(leftBy: best) ?? [], among: world.figures)
    extend(best.key, by: Array(further.prefix(Self.pairedCount)))
  }

  /// The figures of some conflicts, those farthest off first.
  static func suspects(of conflicts: [Conflict], among figures: [DistinctFigure]) -> [DistinctFigure] {
    var distance: [String: Double] = [:]
    for conflict in conflicts {
      for id in conflict.against { distance[id] = distance[id] ?? 0 }
      distance[conflict.residual.statement] = abs(conflict.residual.z ?? 0)
    }
    var found: [(distance: Double, place: Int)] = []
    for (place, figure) in figures.enumerated() {
      let own = figure.statements.compactMap { distance[$0] }.max()
      if let own { found.append((own, place)) }
    }
    found.sort { $0.distance == $1.distance ? $0.place < $1.place : $0.distance > $1.distance }
    return found.map { figures[$0.place] }
  }

  /// Adds one slip more, of each of some figures, to an explanation.
  private mutating func extend(_ key: [String], by figures: [DistinctFigure]) {
    guard let scenario = found[key] else { return }
    let own = figures.filter { figure in !scenario.slips.contains { $0.figure == figure } }
    let fresh = own.filter { judged[JudgedKey(figure: $0.id, given: key)] == nil }
    let world = world
    for (figure, readings) in zip(fresh, parallelMap(fresh) { world.judge($0, given: scenario.slips) }) {
      judged[JudgedKey(figure: figure.id, given: key)] = readings
    }
    for figure in own {
      for judged in judged[JudgedKey(figure: figure.id, given: key)] ?? [] where judged.logRatio.isFinite {
        let slips = (scenario.slips + [judged.reading]).sorted { $0.key < $1.key }
        let tried = Scenario(slips, logOdds: .infinity)
        found[tried.key, default: tried].judge(
          last: figure.id, gain: judged.logRatio + figure.logPrior, given: scenario.logOdds)
      }
    }
  }
}
