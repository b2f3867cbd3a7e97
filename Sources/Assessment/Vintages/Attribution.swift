import Adjustment
import Foundation
import TradeSeries

/// How the statements that arrived share the changes of one linked part of the ledger.
struct Attribution {
  let part: VintageSolver.Part
  /// The statements that arrived, in the order of their dates.
  private let arrivals: [Statement]
  /// Values with each coalition of arrivals: of those that share, a set of bits; of a sequence, the number of the first
  /// ones that are in.
  private let values: [Int: VintageSolver.Values]
  private let isShared: Bool
  /// How many Monte Carlo errors a part is to be large to be named.
  private static let firmness = 2.0
  /// Coalitions from which on those between none and all are drawn briefly.
  private static let mostInFull = 16

  /// Solves what is needed.
  init(
    _ part: VintageSolver.Part, arrivals: [Statement], _ solver: inout VintageSolver
  ) throws(AdjustmentError) {
    (self.part, self.arrivals) = (part, arrivals)
    let isShared = arrivals.count <= VintageComparison.mostShared
    self.isShared = isShared
    let coalitions = isShared ? Array(0..<(1 << arrivals.count)) : Array(0...arrivals.count)
    let places = Dictionary(uniqueKeysWithValues: arrivals.enumerated().map { ($1.id, $0) })
    var pieces: [Int: [VintageSolver.Part]] = [:]
    for coalition in coalitions {
      let statements = part.statements.filter { statement in
        places[statement.id].map { isShared ? coalition & 1 << $0 != 0 : $0 < coalition } ?? true
      }
      pieces[coalition] =
        coalition == coalitions.last ? [part] : try solver.parts(statements, part.targets, on: part.asOf)
    }
    try solver.solve([0, coalitions.last ?? 0].flatMap { pieces[$0] ?? [] })
    let effort = coalitions.count > Self.mostInFull ? DrawEffort.brief : .full
    try solver.solve(coalitions.flatMap { pieces[$0] ?? [] }, effort: effort)
    values = pieces.mapValues { [solver] in solver[$0] }
  }

  private var full: Int { first(arrivals.count) }

  /// The coalition of the first arrivals.
  private func first(_ count: Int) -> Int { isShared ? 1 << count - 1 : count }

  /// Values of the part in the later vintage.
  var final: VintageSolver.Values { values[full] ?? VintageSolver.Values() }

  /// Values of what was known before, as of the later day.
  private var waited: VintageSolver.Values { values[0] ?? VintageSolver.Values() }

  /// Everything that the later vintage has a value of.
  var quantities: [VintageSolver.Quantity] { Array(final.estimates.keys) }

  /// The parts of a quantity's change, the largest first; they sum to it.
  func parts(of quantity: VintageSolver.Quantity, from past: VintageSolver.Estimate?) -> [VintageRevisions.Part] {
    guard let end = final.estimates[quantity] else {
      return past.map { [VintageRevisions.Part(cause: .time, change: -$0.value)] } ?? []
    }
    guard let past else { return [VintageRevisions.Part(cause: bringer(of: quantity), change: end.value)] }
    let change = end.value - past.value
    guard change != 0 else { return [] }
    let start = waited.estimates[quantity] ?? past
    var named: [VintageRevisions.Part] = []
    func name(_ cause: VintageRevisions.Cause, _ part: (change: Double, error: Double)) {
      if abs(part.change) > Self.firmness * part.error { named.append(.init(cause: cause, change: part.change)) }
    }
    name(.time, (start.value - past.value, start == past ? 0 : hypot(start.error, past.error)))
    for number in arrivals.indices {
      name(.statement(arrivals[number].id), share(of: number, quantity, fallback: start))
    }
    let rest = named.reduce(change) { $0 - $1.change }
    named = named.enumerated().sorted { left, right in
      abs(left.element.change) == abs(right.element.change)
        ? left.offset < right.offset : abs(left.element.change) > abs(right.element.change)
    }.map(\.element)
    // What rounding leaves is nobody's part.
    return abs(rest) > 1e-12 * max(abs(end.value), abs(past.value))
      ? named + [VintageRevisions.Part(cause: .rest, change: rest)] : named
  }

  /// What a changed verdict is put down to; `nil` where it is as it was.
  func cause(
    ofFlip target: String, from verdict: Verdict, _ past: VintageSolver.Estimate?
  ) -> VintageRevisions.Cause? {
    guard let end = final.verdicts[target], end.description != verdict.description else { return nil }
    if waited.verdicts[target]?.description == end.description { return .time }
    let quantity = VintageSolver.Quantity.target(target)
    guard let past, let after = final.estimates[quantity] else { return bringer(of: quantity) }
    let change = after.value - past.value
    let movers = parts(of: quantity, from: past).filter { $0.cause != .rest && $0.change * change > 0 }
    return movers.first?.cause ?? .rest
  }

  /// Shapley's value of one arrival, or its step in the order of arrival, with its Monte Carlo error.
  private func share(
    of number: Int, _ quantity: VintageSolver.Quantity, fallback: VintageSolver.Estimate
  ) -> (change: Double, error: Double) {
    func estimate(_ coalition: Int) -> VintageSolver.Estimate {
      values[coalition]?.estimates[quantity] ?? fallback
    }
    guard isShared else {
      return Self.sum([Step(start: estimate(number), end: estimate(number + 1), weight: 1)])
    }
    let bit = 1 << number
    return Self.sum(
      (0...full).filter { $0 & bit == 0 }.map { coalition in
        Step(
          start: estimate(coalition), end: estimate(coalition | bit),
          weight: 1 / (Double(arrivals.count) * choose(arrivals.count - 1, coalition.nonzeroBitCount)))
      })
  }

  private struct Step {
    let start: VintageSolver.Estimate
    let end: VintageSolver.Estimate
    var weight: Double
  }

  /// Equal estimates are of the same draws: their difference has no error, and errors of equal steps add up.
  private static func sum(_ steps: [Step]) -> (change: Double, error: Double) {
    var distinct: [Step] = []
    var places: [[VintageSolver.Estimate]: Int] = [:]
    for step in steps where step.start != step.end {
      if let place = places[[step.start, step.end]] {
        distinct[place].weight += step.weight
      } else {
        places[[step.start, step.end]] = distinct.count
        distinct.append(step)
      }
    }
    let change = distinct.reduce(0) { $0 + $1.weight * ($1.end.value - $1.start.value) }
    let variance = distinct.reduce(0) { sum, step in
      let error = step.weight * hypot(step.start.error, step.end.error)
      return sum + error * error
    }
    return (change, variance.squareRoot())
  }

  /// The first arrival, in order, with which a quantity has a value; the passage of time where it has one before.
  private func bringer(of quantity: VintageSolver.Quantity) -> VintageRevisions.Cause {
    if waited.estimates[quantity] != nil { return .time }
    let first = arrivals.indices.first { values[self.first($0 + 1)]?.estimates[quantity] != nil }
    return first.map { .statement(arrivals[$0].id) } ?? .time
  }

  private func choose(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }
}
