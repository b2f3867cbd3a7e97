import Foundation

/// The theta models of Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016), without season.
///
/// All four are `μ[t] = l[t−1] + w·c[t](α)` with `w = 1 − 1/θ` and a level `l[t] = αy[t] + (1−α)l[t−1]`, so that
/// for a given smoothing constant `α` the residuals are linear in the initial level and in `w`: the search is over `α`
/// alone, eight values at a time. Reference: International Journal of Forecasting 32, 1151–1161.
struct ThetaModel: Hashable, Sendable {
  /// Whether the line follows the data as they come (dynamic) or is fitted to all of them (standard).
  let isDynamic: Bool
  /// Whether `θ` is estimated; else it is 2.
  let isOptimised: Bool

  /// The theta method: `θ` = 2.
  static let standard = ThetaModel(isDynamic: false, isOptimised: false)
  /// Estimated `θ`, a line through all values.
  static let optimised = ThetaModel(isDynamic: false, isOptimised: true)
  /// Estimated `θ`, a line that follows the values.
  static let dynamicOptimised = ThetaModel(isDynamic: true, isOptimised: true)
  /// The four models, the plainest first.
  static let all = [standard, optimised, ThetaModel(isDynamic: true, isOptimised: false), dynamicOptimised]

  /// Bounds of the smoothing constant.
  static let smoothing = 0.1...0.99

  /// Fits the model.
  ///
  /// - Parameter values: three or more finite values.
  /// - Returns: the model with its estimates.
  func fit(_ values: [Double]) -> ThetaFit {
    let line = StraightLine(values)
    var low = Self.smoothing.lowerBound, high = Self.smoothing.upperBound
    var best = LaneChoice(cost: .infinity, lane: 0), bestSmoothing = low
    var weight = 0.0, level = 0.0
    for _ in 0..<4 {
      let step = (high - low) / 7
      let smoothing = Lanes(0, 1, 2, 3, 4, 5, 6, 7) * step + low
      let batch = costs(values, smoothing, line)
      let choice = LaneChoice(leastOf: batch.cost)
      if choice.cost < best.cost {
        (best, bestSmoothing) = (choice, smoothing[choice.lane])
        (weight, level) = (batch.weight[choice.lane], batch.level[choice.lane])
      }
      (low, high) = (
        max(Self.smoothing.lowerBound, bestSmoothing - step), min(Self.smoothing.upperBound, bestSmoothing + step)
      )
    }
    return ThetaFit(
      model: self, smoothing: bestSmoothing, weight: weight, initialLevel: level, line: line, values: values)
  }

  /// Sum of squared residuals for eight smoothing constants, each with its best initial level and weight.
  private func costs(
    _ values: [Double], _ smoothing: Lanes, _ line: StraightLine
  ) -> (cost: Lanes, level: Lanes, weight: Lanes) {
    let origin = values[0]
    let keep = 1 - smoothing
    // Level started at `origin`; `decay` is what one unit of initial level is still worth.
    var chain = Lanes.zero, decay = keep
    var power = keep
    var following = FollowingLine(first: 0)
    let fixedIntercept = line.intercept - origin
    let inverse = 1 / smoothing
    var rr = Lanes.zero, rq = Lanes.zero, rc = Lanes.zero, qq = Lanes.zero, qc = Lanes.zero, cc = Lanes.zero
    for time in 1..<values.count {
      let value = values[time] - origin
      let intercept = isDynamic ? following.intercept : fixedIntercept
      let slope = isDynamic ? following.slope : line.slope
      let drift = power * intercept + (1 - power * keep) * inverse * slope
      let residual = value - chain
      if time >= 2 || !isDynamic {
        rr.addProduct(residual, residual)
        rq.addProduct(residual, decay)
        qq.addProduct(decay, decay)
        rc.addProduct(residual, drift)
        qc.addProduct(decay, drift)
        cc.addProduct(drift, drift)
      }
      chain += smoothing * residual
      decay *= keep
      power *= keep
      if isDynamic { following.append(value, count: time + 1) }
    }
    // The initial level is held near the first value, as one more observation would: short series cannot tell it.
    let ridge = qq * 1e-3 + 1e-12
    let free = qq + ridge
    var weight = Lanes(repeating: 0.5)
    if isOptimised {
      let reduced = cc - qc * qc / free
      let slopeOnly = rc - qc * rq / free
      weight = (slopeOnly / reduced).replacing(with: 0, where: reduced .<= cc * 1e-12)
      weight.clamp(lowerBound: .zero, upperBound: Lanes(repeating: 1))
    }
    let level = (rq - weight * qc) / free
    let linear: Lanes = weight * rc + level * rq
    let cross: Lanes = weight * level * qc
    let square: Lanes = weight * weight * cc + level * level * qq
    let cost: Lanes = rr + square + 2 * (cross - linear)
    return (cost, level, weight)
  }
}
