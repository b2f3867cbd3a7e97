import CForecastKernels

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
    var problem = theta_problem(
      intercept: line.intercept - values[0], slope: line.slope, least_smoothing: Self.smoothing.lowerBound,
      greatest_smoothing: Self.smoothing.upperBound, is_dynamic: isDynamic ? 1 : 0, is_optimised: isOptimised ? 1 : 0)
    let best = values.withUnsafeBufferPointer { theta_search($0.baseAddress, $0.count, &problem) }
    return ThetaFit(
      model: self, smoothing: best.smoothing, weight: best.weight, initialLevel: best.level, line: line, values: values)
  }
}
