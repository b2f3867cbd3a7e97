import Foundation

/// The search for the variance ratios of the greatest likelihood.
///
/// Goals, in order: the global maximum, though the likelihood may have several and ridges; 0 said to be 0; speed.
struct VarianceSearch {
  struct Candidate {
    let variances: StructuralVariances
    let logLikelihood: Double
  }

  private let likelihood: ConcentratedLikelihood

  /// Decimal logarithms of ratios that are tried; beyond them a smaller variance does not move the likelihood.
  private static let span = -8.0...8.0
  /// What an additional variance above 0 must add to the log-likelihood to be believed in: far above rounding, far
  /// below what any test would notice.
  private static let leastGain = 1e-9

  init(_ likelihood: ConcentratedLikelihood) { self.likelihood = likelihood }

  /// Corners, then edges, then the interior: the first among equals has most variances at 0.
  func best() -> Candidate {
    let names = likelihood.kind.variances
    var candidates = names.map { candidate([$0: 1]) }
    for (place, one) in names.enumerated() {
      for other in names[(place + 1)...] { candidates.append(edge(one, other)) }
    }
    if names.count == 3 { candidates += interior() }
    return candidates.dropFirst().reduce(candidates[0]) { best, next in
      next.logLikelihood > best.logLikelihood + Self.leastGain ? next : best
    }
  }

  private func candidate(_ sizes: [StructuralVariance: Double]) -> Candidate {
    let variances = StructuralVariances(
      irregular: sizes[.irregular] ?? 0, level: sizes[.level] ?? 0, slope: sizes[.slope] ?? 0)
    return Candidate(variances: variances, logLikelihood: likelihood.value(at: variances))
  }

  /// The greatest likelihood over the ratio of two variances, by a grid and golden sections of its peaks.
  private func edge(_ one: StructuralVariance, _ other: StructuralVariance) -> Candidate {
    func at(_ logRatio: Double) -> Candidate { candidate([one: 1, other: pow(10, logRatio)]) }
    let grid = stride(from: Self.span.lowerBound, through: Self.span.upperBound, by: 0.25).map { ($0, at($0)) }
    var best = grid[0].1
    for (place, (logRatio, here)) in grid.enumerated() {
      let neighbours = [place - 1, place + 1].filter(grid.indices.contains).map { grid[$0].1.logLikelihood }
      guard neighbours.allSatisfy({ here.logLikelihood >= $0 }) else { continue }
      let peak = at(goldenSection(from: logRatio - 0.25, to: logRatio + 0.25) { at($0).logLikelihood })
      for found in [here, peak] where found.logLikelihood > best.logLikelihood { best = found }
    }
    return best
  }

  /// The peaks over both ratios of three variances, by a grid and a simplex about its three best points.
  private func interior() -> [Candidate] {
    func at(_ point: SIMD2<Double>) -> Candidate {
      candidate([.irregular: 1, .level: pow(10, point.x), .slope: pow(10, point.y)])
    }
    let ticks = Array(stride(from: -6.0, through: 6.0, by: 1))
    let values = ticks.map { x in ticks.map { y in at(SIMD2(x, y)).logLikelihood } }
    var peaks: [(point: SIMD2<Double>, value: Double)] = []
    for i in ticks.indices {
      for j in ticks.indices {
        let around = [(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)].filter {
          ticks.indices.contains($0.0) && ticks.indices.contains($0.1)
        }
        guard around.allSatisfy({ values[i][j] >= values[$0.0][$0.1] }) else { continue }
        peaks.append((SIMD2(ticks[i], ticks[j]), values[i][j]))
      }
    }
    return peaks.sorted { $0.value > $1.value }.prefix(3).map { peak in
      at(simplexMaximum(from: peak.point, step: 0.5, within: 12) { at($0).logLikelihood })
    }
  }
}

/// The place of the maximum of a function with one peak between two ends, by golden sections.
private func goldenSection(from low: Double, to high: Double, _ function: (Double) -> Double) -> Double {
  let ratio = (5.0.squareRoot() - 1) / 2
  var (low, high) = (low, high)
  var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
  var (atLeft, atRight) = (function(left), function(right))
  while high - low > 1e-9 {
    if atLeft >= atRight {
      (high, right, atRight) = (right, left, atLeft)
      left = high - ratio * (high - low)
      atLeft = function(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + ratio * (high - low)
      atRight = function(right)
    }
  }
  return (low + high) / 2
}

/// A maximum of a function of the plane by the simplex method of Nelder & Mead (1965), coordinates kept within ±`limit`.
private func simplexMaximum(
  from start: SIMD2<Double>, step: Double, within limit: Double, _ function: (SIMD2<Double>) -> Double
) -> SIMD2<Double> {
  func evaluated(_ point: SIMD2<Double>) -> (point: SIMD2<Double>, value: Double) {
    let inside = point.clamped(lowerBound: SIMD2(repeating: -limit), upperBound: SIMD2(repeating: limit))
    return (inside, function(inside))
  }
  var corners = [start, start + SIMD2(step, 0), start + SIMD2(0, step)].map(evaluated)
  for _ in 0..<400 {
    corners.sort { $0.value > $1.value }
    let spread = corners[0].point - corners[2].point
    guard corners[0].value - corners[2].value > 1e-13 || (spread * spread).sum() > 1e-14 else { break }
    let middle = (corners[0].point + corners[1].point) / 2
    let reflected = evaluated(2 * middle - corners[2].point)
    if reflected.value > corners[0].value {
      let expanded = evaluated(3 * middle - 2 * corners[2].point)
      corners[2] = expanded.value > reflected.value ? expanded : reflected
    } else if reflected.value > corners[1].value {
      corners[2] = reflected
    } else {
      let outside = reflected.value > corners[2].value
      let contracted = evaluated((middle + (outside ? reflected.point : corners[2].point)) / 2)
      if contracted.value > max(corners[2].value, reflected.value) {
        corners[2] = contracted
      } else {
        for place in 1...2 { corners[place] = evaluated((corners[0].point + corners[place].point) / 2) }
      }
    }
  }
  return (corners.max { $0.value < $1.value } ?? corners[0]).point
}
