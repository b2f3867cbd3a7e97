import Foundation

/// The coordinates that the sampler moves in, and their way to the unknowns and back.
///
/// Where a sum of two quantities was stated, a turnover or a run over two calendar years, the two are free along a
/// curve on which the sum is constant; they get the coordinates of a ``SummedPair``. An unknown that a sharp row ties
/// to a member of a pair is measured from it. All other unknowns are their own coordinates.
///
/// Values live in one array `[θ, φ, sums]`: rows and bounds read any part of it.
struct SamplingCoordinates {
  /// Number of unknowns.
  let count: Int
  /// Pairs, origins before what is measured from them.
  let pairs: [SummedPair]
  /// For every unknown outside pairs, the unknown it is measured from, or −1.
  private let origins: [Int]
  /// For every unknown, the position of its pair in ``pairs``, or −1.
  private let pairOf: [Int]
  /// σ of a row from which it ties an unknown to a member of a pair.
  private static let sharpDeviation = 0.1

  /// Coordinates for a group.
  init(_ group: LinkedGroup) {
    count = group.count
    let sums = group.observations.flatMap { row -> [[Int]] in
      guard case .logs(let terms) = row.expression else { return [] }
      return terms.map(\.indices).filter { $0.count > 1 }
    }
    let touched = Set(
      group.pairs.filter { pair in sums.contains { $0.contains(pair.exports) && $0.contains(pair.imports) } }
        .map(\.triple))
    var chosen = group.pairs.filter { touched.contains($0.triple) }
    var taken = Set(chosen.flatMap { [$0.exports, $0.imports] })
    for sum in sums where sum.count == 2 && taken.isDisjoint(with: sum) {
      chosen.append(TurnoverPair(exports: sum[0], imports: sum[1], triple: nil, period: nil))
      taken.formUnion(sum)
    }
    pairs = PairForest(group, pairs: chosen).anchored(sums: 2 * group.count)
    var pairOf = [Int](repeating: -1, count: group.count)
    for (number, pair) in pairs.enumerated() {
      pairOf[pair.first] = number
      pairOf[pair.second] = number
    }
    self.pairOf = pairOf
    origins = Self.origins(group, pairOf)
  }

  /// Number of values: θ, φ and the sums.
  var valueCount: Int { 2 * count + pairs.count }

  private static func origins(_ group: LinkedGroup, _ pairOf: [Int]) -> [Int] {
    var origins = [Int](repeating: -1, count: group.count)
    for row in group.observations where row.sigma < sharpDeviation {
      guard case .logs(let terms) = row.expression, terms.count == 2, row.expression.isLinear else { continue }
      let (one, other) = (terms[0].indices[0], terms[1].indices[0])
      guard (pairOf[one] < 0) != (pairOf[other] < 0) else { continue }
      let (member, follower) = pairOf[one] < 0 ? (other, one) : (one, other)
      if origins[follower] < 0 { origins[follower] = member }
    }
    return origins
  }

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
    for pair in pairs {
      let (first, second) = (theta[pair.first], theta[pair.second])
      values[pair.sum] = max(first, second) + log1p(exp(-abs(first - second)))
      values[count + pair.first] = values[pair.place(of: pair.anchor)] - (pair.origin.map { values[$0] } ?? 0)
      values[count + pair.second] = first - second
    }
    for (index, origin) in origins.enumerated() where origin >= 0 { values[count + index] -= theta[origin] }
    return values
  }

  /// Sets θ and the sums of some unknowns, given their φ.
  ///
  /// Both members of a pair and the origins must be among them.
  func refresh(_ unknowns: [Int], pairs owned: [SummedPair], in values: inout [Double]) {
    for pair in owned {
      let anchor = values[count + pair.first] + (pair.origin.map { values[$0] } ?? 0)
      let logit = values[count + pair.second]
      let tail = log1p(exp(-abs(logit)))
      // How far the first and the second lie below the sum.
      let (firstGap, secondGap) = logit > 0 ? (tail, tail + logit) : (tail - logit, tail)
      let sum: Double
      switch pair.anchor {
      case .sum: sum = anchor
      case .first: sum = anchor + firstGap
      case .second: sum = anchor + secondGap
      }
      values[pair.sum] = sum
      values[pair.first] = pair.anchor == .first ? anchor : sum - firstGap
      values[pair.second] = pair.anchor == .second ? anchor : sum - secondGap
    }
    for index in unknowns where pairOf[index] < 0 {
      let origin = origins[index]
      values[index] = values[count + index] + (origin >= 0 ? values[origin] : 0)
    }
  }

  /// Adds what the gradient over θ and the sums means for φ, for some unknowns, and clears those parts.
  func pullBack(_ unknowns: [Int], pairs owned: [SummedPair], in gradient: inout [Double], at values: [Double]) {
    for index in unknowns where pairOf[index] < 0 {
      let slope = gradient[index]
      gradient[count + index] += slope
      gradient[index] = 0
      if origins[index] >= 0 { gradient[origins[index]] += slope }
    }
    for pair in owned.reversed() {
      let (byFirst, bySecond, bySum) = (gradient[pair.first], gradient[pair.second], gradient[pair.sum])
      gradient[pair.first] = 0
      gradient[pair.second] = 0
      gradient[pair.sum] = 0
      let share = exp(values[pair.first] - values[pair.sum])
      // The anchor moves all three alike.
      let byAnchor = byFirst + bySecond + bySum
      gradient[count + pair.first] += byAnchor
      if let origin = pair.origin { gradient[origin] += byAnchor }
      switch pair.anchor {
      case .sum: gradient[count + pair.second] += (1 - share) * byFirst - share * bySecond
      case .first: gradient[count + pair.second] -= bySecond + (1 - share) * bySum
      case .second: gradient[count + pair.second] += byFirst + share * bySum
      }
    }
  }
}
