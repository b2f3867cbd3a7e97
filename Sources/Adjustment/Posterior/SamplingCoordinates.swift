import Foundation

/// The coordinates that the sampler moves in, and their way to the unknowns and back.
///
/// Where a sum of two quantities was stated, a turnover or a run over two calendar years, the two are free along a
/// curve on which the sum is constant; they get the coordinates of a ``SummedPair``. An unknown that a sharp row ties
/// to a pair is measured from it. All other unknowns are their own coordinates.
///
/// Values live in one array `[θ, φ, sums]`: rows and bounds read any part of it.
struct SamplingCoordinates {
  /// Number of unknowns.
  let count: Int
  /// What sets the unknowns that are not their own coordinates, origins before what is measured from them.
  let steps: [CoordinateStep]
  let pairs: [SummedPair]
  /// For every unknown, the position of its pair in ``pairs``, or −1.
  private let pairOf: [Int]
  /// For every unknown, the position of the step that sets it, or −1 where it is its own coordinate.
  private let stepOf: [Int]

  /// Coordinates for a group.
  init(_ group: LinkedGroup) {
    count = group.count
    let sums = group.observations.flatMap { row -> [[Int]] in
      guard case .logs(let terms) = row.expression else { return [] }
      return terms.map(\.indices).filter { $0.count > 1 }
    }
    let summed = Set(sums.flatMap { $0 })
    let touched = Set(
      group.pairs.filter { pair in
        summed.contains(pair.exports) && sums.contains { $0.contains(pair.exports) && $0.contains(pair.imports) }
      }.map(\.triple))
    var chosen = group.pairs.filter { touched.contains($0.triple) }
    var taken = Set(chosen.flatMap { [$0.exports, $0.imports] })
    for sum in sums where sum.count == 2 && taken.isDisjoint(with: sum) {
      chosen.append(TurnoverPair(exports: sum[0], imports: sum[1], triple: nil, period: nil))
      taken.formUnion(sum)
    }
    steps = CoordinateForest(group, pairs: chosen).steps(sums: 2 * group.count)
    var pairs: [SummedPair] = []
    var pairOf = [Int](repeating: -1, count: group.count)
    var stepOf = [Int](repeating: -1, count: group.count)
    for (number, step) in steps.enumerated() {
      switch step {
      case .pair(let pair):
        for unknown in [pair.first, pair.second] {
          pairOf[unknown] = pairs.count
          stepOf[unknown] = number
        }
        pairs.append(pair)
      case .follower(let unknown, _): stepOf[unknown] = number
      }
    }
    (self.pairs, self.pairOf, self.stepOf) = (pairs, pairOf, stepOf)
  }

  /// Number of values: θ, φ and the sums.
  var valueCount: Int { 2 * count + pairs.count }

  /// Places in the values whose exponentials have the same sum as those of some unknowns, sums of pairs taken whole.
  func reduced(_ indices: [Int]) -> [Int] {
    let members = Set(indices)
    return indices.compactMap { index in
      guard pairOf[index] >= 0 else { return index }
      let pair = pairs[pairOf[index]]
      guard members.contains(pair.first), members.contains(pair.second) else { return index }
      return index == pair.first ? pair.sum : nil
    }
  }

  /// The unknown at a place of the values; of a sum, its first one.
  func unknown(at place: Int) -> Int {
    place < count ? place : place < 2 * count ? place - count : pairs[place - 2 * count].first
  }

  /// All values of unknowns θ.
  func values(of theta: [Double]) -> [Double] {
    var values = theta + theta + [Double](repeating: 0, count: pairs.count)
    for step in steps {
      switch step {
      case .pair(let pair):
        let (first, second) = (theta[pair.first], theta[pair.second])
        values[pair.sum] = max(first, second) + log1p(exp(-abs(first - second)))
        values[count + pair.first] = values[pair.place(of: pair.anchor)] - (pair.origin?.value(in: values) ?? 0)
        let anchor = values[pair.place(of: pair.anchor)]
        values[count + pair.second] = first - second - (pair.tie?.logit(anchor: anchor, in: values) ?? 0)
      case .follower(let unknown, let origin): values[count + unknown] -= origin.value(in: values)
      }
    }
    return values
  }

  /// What some places depend on: the φ that they are a function of, and the steps between.
  func support(of places: [Int]) -> CoordinateSupport {
    var support = CoordinateSupport(unknowns: [], steps: [])
    var (needed, chosen) = (places, Set<Int>())
    while let place = needed.popLast() {
      let unknown = unknown(at: place)
      guard stepOf[unknown] >= 0 else {
        support.unknowns.append(unknown)
        continue
      }
      guard chosen.insert(stepOf[unknown]).inserted else { continue }
      switch steps[stepOf[unknown]] {
      case .pair(let pair):
        support.unknowns += [pair.first, pair.second]
        needed += [pair.origin, pair.tie?.origin].compactMap { $0?.place }
      case .follower(let unknown, let origin):
        support.unknowns.append(unknown)
        needed.append(origin.place)
      }
    }
    support.unknowns = Array(Set(support.unknowns)).sorted()
    support.steps = chosen.sorted().map { steps[$0] }
    return support
  }
}

/// The unknowns whose φ a few values depend on, and the steps that lead to them, in order.
struct CoordinateSupport {
  var unknowns: [Int]
  var steps: [CoordinateStep]
}
