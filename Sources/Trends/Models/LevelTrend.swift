import LinearAlgebra
import Statistics

/// A polynomial trend of the values themselves, `y = a + b·year (+ c·year²) + e`, by least squares.
///
/// Zeros and negative values are no obstacle. The growth is that of the trend, `T(last)/T(last − 1) − 1`, a ratio of
/// two estimates: its interval is Fieller's, exact for normal errors.
public struct LevelTrend: Sendable {
  /// Degree of the polynomial.
  public enum Degree: Int, Sendable {
    /// A straight line.
    case linear = 1
    /// A parabola.
    case quadratic = 2
  }

  /// Degree of the polynomial.
  public let degree: Degree

  /// A specification.
  public init(_ degree: Degree) { self.degree = degree }

  /// Fits the trend of one series.
  ///
  /// - Parameter series: as many years as coefficients or more; gaps between them are no obstacle.
  /// - Returns: the growth of the trend from the last year but one to the last; σ as a fraction of the trend in the
  ///   last year but one. An interval is left out where the data do not tell that level from 0.
  /// - Throws: `.tooShort`; `.levelNotPositive` when the trend stands at 0 or below and has no growth rate.
  /// - Complexity: O(n). Source of the interval: Fieller (1954), "Some problems in interval estimation".
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let scale = series.unit
    let curve = try YearPolynomial(degree: degree.rawValue, series, response: series.values.map { $0 / scale })
    let (level, change) = (curve.weights(at: -1), curve.lastChange)
    let base = curve.value(level)
    guard base > 0 else { throw .levelNotPositive(year: series.last - 1) }
    guard base + curve.value(change) > 0 else { throw .levelNotPositive(year: series.last) }
    // Less than all digits over all years can make is what refinement leaves of 0, in a constant series.
    let rise = curve.value(change).magnitude < 1e-40 * base ? 0 : curve.value(change)
    let growth = rise / base
    guard growth.isFinite else { throw .growthOutOfRange }
    let ratio = curve.studentT.map { Ratio(curve, $0, change: (rise, change), level: (base, level)) }
    var notes = curve.notes(rounding: .ulpOfOne)
    if ratio == nil { notes.append(.noDegreesOfFreedom) }
    if let t = curve.studentT, t.degreesOfFreedom <= 3 {
      notes.append(.fewDegreesOfFreedom(curve.fit.degreesOfFreedom, t95: t.upperQuantile(0.025)))
    }
    for mass in [0.8, 0.95] where ratio.map({ $0.interval(mass) == nil }) ?? false {
      notes.append(.levelNotToldFromZero(mass: mass))
    }
    return TrendFit(
      estimate: TrendEstimate(
        model: degree == .linear ? .linear : .quadratic, years: series.first...series.last, count: series.count,
        growth: growth, standardError: ratio?.standardError, interval80: ratio?.interval(0.8),
        interval95: ratio?.interval(0.95), rSquared: curve.rSquared,
        sigma: curve.sigma.map { $0 / base }.flatMap { $0.isFinite ? $0 : nil },
        pValue: ratio?.pValue,
        assumptions: [
          degree == .linear ? .constantChange : .linearChange, .independentErrors, .normalErrors, .equalVariance,
        ], notes: notes),
      path: path(curve, scale))
  }

  private func path(_ curve: YearPolynomial, _ scale: Double) -> [TrendPoint] {
    curve.series.years.compactMap { year in
      let weights = curve.weights(at: Double(year - curve.series.last))
      let trend = curve.value(weights) * scale
      guard trend.isFinite else { return nil }
      func interval(_ mass: Double) -> ClosedRange<Double>? {
        guard let error = curve.predictionError(weights), let t = curve.studentT else { return nil }
        let half = t.upperQuantile((1 - mass) / 2) * error * scale
        return (trend - half).isFinite && (trend + half).isFinite ? (trend - half)...(trend + half) : nil
      }
      return TrendPoint(
        year: year, trend: trend, mean: trend, interval80: interval(0.8), interval95: interval(0.95))
    }
  }
}

/// The ratio of two linear functions of estimated coefficients.
private struct Ratio {
  let (change, level): (Double, Double)
  let (changeVariance, levelVariance, covariance): (Double, Double, Double)
  let studentT: StudentT

  /// Each function by its value and its weights.
  init(
    _ curve: YearPolynomial, _ t: StudentT, change: (value: Double, weights: Vector),
    level: (value: Double, weights: Vector)
  ) {
    (self.change, self.level) = (change.value, level.value)
    changeVariance = max(curve.covariance(change.weights, change.weights) ?? 0, 0)
    levelVariance = max(curve.covariance(level.weights, level.weights) ?? 0, 0)
    covariance = curve.covariance(change.weights, level.weights) ?? 0
    studentT = t
  }

  /// By the delta method; `nil` when it is not a finite number.
  var standardError: Double? {
    let ratio = change / level
    let variance = changeVariance - 2 * ratio * covariance + ratio * ratio * levelVariance
    let error = max(variance, 0).squareRoot() / level
    return error.isFinite ? error : nil
  }

  /// The values g for which `change − g·level` is not told from 0; `nil` when they are not an interval.
  func interval(_ mass: Double) -> ClosedRange<Double>? {
    let t = studentT.upperQuantile((1 - mass) / 2)
    let a = level * level - t * t * levelVariance
    let b = change * level - t * t * covariance
    let spread = level * level * changeVariance + change * change * levelVariance - 2 * change * level * covariance
    let determinant = changeVariance * levelVariance - covariance * covariance
    let discriminant = t * t * (spread - t * t * determinant)
    guard a > 0, discriminant >= 0 else { return nil }
    let (low, high) = ((b - discriminant.squareRoot()) / a, (b + discriminant.squareRoot()) / a)
    return low.isFinite && high.isFinite ? low...high : nil
  }

  var pValue: Double? {
    changeVariance > 0 ? min(1, 2 * studentT.survival(abs(change) / changeVariance.squareRoot())) : nil
  }
}
