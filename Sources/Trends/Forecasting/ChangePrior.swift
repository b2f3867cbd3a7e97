import Foundation

/// What the series of a panel say together of the size of their changes, relative to their levels.
///
/// The logarithm of a mean of `k` absolute changes has a variance of about `1/k`; the rest of the variance among the
/// series is theirs. Reference: Efron & Morris (1973), Journal of the American Statistical Association 68, 117–130.
struct ChangePrior {
  /// Median logarithm of change by level.
  private let center: Double
  /// Variance among the series.
  private let variance: Double
  /// What is left of the shrinkage for so few series.
  private let factor: Double

  /// The prior of a sample, or `nil` with three series or fewer that have a change and a level.
  init?(_ scales: [ErrorScale]) {
    let usable = scales.filter { $0.hasUnit && $0.level > 0 && ($0.change + $0.level).isFinite }
    guard usable.count > 3 else { return nil }
    let size = Double(usable.count)
    let logarithms = usable.map(Self.logarithm).sorted()
    center = (logarithms[(usable.count - 1) / 2] + logarithms[usable.count / 2]) / 2
    let mean = logarithms.reduce(0, +) / size
    let spread = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (size - 1)
    variance = max(spread - usable.reduce(0) { $0 + 1 / $1.changeCount } / size, 0.02)
    factor = (size - 3) / (size - 1)
  }

  /// The change of a series, drawn towards what is usual at its level.
  func shrunk(_ scale: ErrorScale) -> Double {
    guard scale.level > 0 else { return scale.change }
    let own = 1 / scale.changeCount
    return scale.change * exp(factor * own / (variance + own) * (center - Self.logarithm(scale)))
  }

  private static func logarithm(_ scale: ErrorScale) -> Double {
    log(max(scale.change / (scale.transformation.exponent * scale.level), 1e-6))
  }
}
