import Foundation

/// Two unknowns whose sum of exponentials was stated, in the coordinates of that sum.
///
/// The place of `first` in φ holds the log sum, that of `second` the logit of the first one's share in it.
struct SummedPair {
  let first: Int
  let second: Int
}

/// The coordinates that the sampler moves in, and their way to the unknowns and back.
///
/// Where a sum of two quantities was stated, a turnover or a run over two calendar years, the two are free along a
/// curve on which the sum is constant. There they are replaced by the log sum and the logit of the first one's share,
/// in which that curve is a straight line; the change of coordinates has unit Jacobian. All other unknowns are their
/// own coordinates.
///
/// Values live in one array `[θ, φ]` of twice the group's count: rows and bounds read either half.
struct SamplingCoordinates {
  let count: Int
  /// Pairs in the coordinates of their sum.
  let pairs: [SummedPair]
  /// For every unknown, the position of its pair in ``pairs``, or −1.
  private let pairOf: [Int]

  /// Coordinates for a group: sums wherever a statement speaks of one, turnovers first.
  init(_ group: LinkedGroup) {
    count = group.count
    var pairs: [SummedPair] = []
    var pairOf = [Int](repeating: -1, count: group.count)
    func add(_ first: Int, _ second: Int) {
      guard pairOf[first] < 0, pairOf[second] < 0 else { return }
      pairOf[first] = pairs.count
      pairOf[second] = pairs.count
      pairs.append(SummedPair(first: first, second: second))
    }
    let sums = group.observations.flatMap { row -> [[Int]] in
      guard case .logs(let terms) = row.expression else { return [] }
      return terms.map(\.indices).filter { $0.count > 1 }
    }
    let stated = Set(sums.joined())
    for pair in group.pairs where stated.contains(pair.exports) && stated.contains(pair.imports) {
      if sums.contains(where: { $0.contains(pair.exports) && $0.contains(pair.imports) }) {
        add(pair.exports, pair.imports)
      }
    }
    for sum in sums where sum.count == 2 { add(sum[0], sum[1]) }
    (self.pairs, self.pairOf) = (pairs, pairOf)
  }

  /// Positions in `[θ, φ]` whose exponentials have the same sum as those of some unknowns, sums of pairs taken whole.
  func reduced(_ indices: [Int]) -> [Int] {
    let members = Set(indices)
    return indices.compactMap { index in
      guard pairOf[index] >= 0 else { return index }
      let pair = pairs[pairOf[index]]
      guard members.contains(pair.first), members.contains(pair.second) else { return index }
      return index == pair.first ? count + pair.first : nil
    }
  }

  /// `[θ, φ]` of unknowns θ.
  func values(of theta: [Double]) -> [Double] {
    var values = theta + theta
    for pair in pairs {
      let (first, second) = (theta[pair.first], theta[pair.second])
      let top = max(first, second)
      values[count + pair.first] = top + log1p(exp(-abs(first - second)))
      values[count + pair.second] = first - second
    }
    return values
  }

  /// Sets θ of some unknowns, given their φ.
  ///
  /// Both members of a pair must be among them.
  func refresh(_ unknowns: [Int], pairs owned: [SummedPair], in values: inout [Double]) {
    for index in unknowns { values[index] = values[count + index] }
    for pair in owned {
      let (sum, logit) = (values[count + pair.first], values[count + pair.second])
      let tail = log1p(exp(-abs(logit)))
      values[pair.first] = sum - (logit > 0 ? tail : tail - logit)
      values[pair.second] = sum - (logit > 0 ? tail + logit : tail)
    }
  }

  /// Adds what the θ half of a gradient over `[θ, φ]` means for φ, for some unknowns, and clears that half.
  func pullBack(_ unknowns: [Int], pairs owned: [SummedPair], in gradient: inout [Double], at values: [Double]) {
    for pair in owned {
      let (byFirst, bySecond) = (gradient[pair.first], gradient[pair.second])
      let share = exp(values[pair.first] - values[count + pair.first])
      gradient[pair.first] = byFirst + bySecond
      gradient[pair.second] = (1 - share) * byFirst - share * bySecond
    }
    for index in unknowns {
      gradient[count + index] += gradient[index]
      gradient[index] = 0
    }
  }
}
