import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#endif

extension LeastSquaresFit {
  /// The bandwidth b that a choice comes to, at most n.
  func bandwidth(_ choice: BartlettBandwidth) throws(InferenceError) -> Double {
    let n = regression.observationCount
    if case .lags(let lags) = choice {
      guard (0...(n - 1)).contains(lags) else { throw .outOfRange(value: lags, allowed: 0...(n - 1)) }
      return Double(lags + 1)
    }
    guard !isPerfect, let scores else { throw .perfectFit }
    let automatic = choice == .andrews ? andrewsBandwidth(scores) : neweyWestLags(scores) + 1
    // A unit root has no bandwidth: the longest there is.
    return automatic < Double(n) ? automatic : Double(n)
  }

  /// Regressors times residuals, in one unit near 1: a column a regressor, without the intercept if there are others.
  private var scores: Matrix? {
    guard let estimator else { return nil }
    let first = regression.hasIntercept && regression.coefficientCount > 1 ? 1 : 0
    let design = regression.design.block(
      rows: 0..<regression.observationCount, columns: first..<regression.coefficientCount)
    let scale = scaleToOne(design.columnMajorElements)
    let roots = whiteningMultipliers
    let unit = scaleToOne(estimator.residuals)
    return Matrix(rowCount: design.rowCount, columnCount: design.columnCount) {
      design[$0, $1] * scale * roots[$0] * (estimator.residuals[$0] * unit)
    }
  }

  /// The square roots of the weights, in a unit near 1.
  private var whiteningMultipliers: Vector {
    guard case .weights(let weights) = errors else { return Vector(repeating: 1, count: regression.observationCount) }
    let roots = weights.map { $0.squareRoot() }
    let scale = scaleToOne(roots)
    return Vector(roots.map { $0 * scale })
  }

  private func andrewsBandwidth(_ scores: Matrix) -> Double {
    var (numerator, denominator) = (0.0, 0.0)
    for j in 0..<scores.columnCount {
      let (rho, variance) = firstOrderAutoregression(scores.column(j))
      let square = variance * variance
      numerator += 4 * rho * rho * square / (pow(1 - rho, 6) * (1 + rho) * (1 + rho))
      denominator += square / pow(1 - rho, 4)
    }
    // A root of exactly 1 divides by 0.
    guard numerator.isFinite, denominator.isFinite else { return .infinity }
    guard denominator > 0 else { return 1 }
    // Below 1 no lag has a weight.
    return max(1, 1.1447 * cbrt(Double(scores.rowCount) * numerator / denominator))
  }

  private func neweyWestLags(_ scores: Matrix) -> Double {
    let n = scores.rowCount
    let sum = scores * Vector(repeating: 1, count: scores.columnCount)
    let limit = min(n - 1, Int(4 * pow(Double(n) / 100, 2.0 / 9)))
    let autocovariances = (0...limit).map { lag in (lag..<n).reduce(0) { $0 + sum[$1] * sum[$1 - lag] } / Double(n) }
    let s0 = autocovariances[0] + 2 * autocovariances.dropFirst().reduce(0, +)
    let s1 = 2 * autocovariances.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    guard s1 != 0 else { return 0 }
    return (1.1447 * cbrt((s1 / s0) * (s1 / s0) * Double(n))).rounded(.down)
  }

  /// The coefficient of xₜ on xₜ₋₁, with an intercept, and the mean square of its residuals.
  private func firstOrderAutoregression(_ x: Vector) -> (rho: Double, variance: Double) {
    let n = x.count - 1
    guard n > 0 else { return (0, 0) }
    let (early, late) = (x.dropLast(), x.dropFirst())
    let means = (early.reduce(0, +) / Double(n), late.reduce(0, +) / Double(n))
    let pairs = zip(early, late).map { ($0 - means.0, $1 - means.1) }
    let square = pairs.reduce(0) { $0 + $1.0 * $1.0 }
    let rho = square > 0 ? pairs.reduce(0) { $0 + $1.0 * $1.1 } / square : 0
    return (rho, pairs.reduce(0) { $0 + ($1.1 - rho * $1.0) * ($1.1 - rho * $1.0) } / Double(n))
  }
}
