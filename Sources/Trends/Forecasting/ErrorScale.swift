import Foundation

/// The unit in which forecast errors of different series and lengths are comparable.
///
/// It is the mean absolute change of the seasonally adjusted series, where changes of `8√season` periods ago count half:
/// what grows has larger errors than it once had. `√((n + season − 1)/(n − season))` is what the season and the drift that
/// `n` values tell add, and what taking them out has hidden; without two seasons the season counts as one period. Few
/// changes say little of the typical one, so that ``ChangePrior`` of the panel has its share.
///
/// On yearly collections of trade and tourism and M3 four in five errors of exponential smoothing and theta `h` periods
/// ahead are within about `1.85 h^0.6` of these units, whether a series has three values or thirty.
struct ErrorScale {
  /// Mean absolute change; 0 with fewer than two values or without a change.
  let change: Double
  /// How many equally weighted changes would say as much.
  let changeCount: Double
  /// Mean size of the last values.
  let level: Double
  /// Number of values.
  let count: Int
  private let season: Int

  init(_ values: [Double], season: Int) {
    let plain = SeasonalAdjustment(values, season: season)?.adjusted(values) ?? values
    let keep = exp2(-1 / (8 * Double(season).squareRoot()))
    var sum = 0.0, weights = 0.0, squares = 0.0
    for position in plain.indices.dropFirst() {
      sum = keep * sum + abs(plain[position] - plain[position - 1])
      weights = keep * weights + 1
      squares = keep * keep * squares + 1
    }
    change = weights > 0 ? sum / weights : 0
    changeCount = weights > 0 ? weights * weights / squares : 0
    let last = values.suffix(max(4, 2 * season))
    level = last.reduce(0) { $0 + abs($1) } / Double(max(last.count, 1))
    count = values.count
    self.season = season
  }

  /// The unit, with what the panel says of it; 0 where the series has no change or no two of them.
  func unit(_ prior: ChangePrior?) -> Double {
    guard count >= 3, change > 0 else { return 0 }
    let taken = count > 2 * season ? season : 1
    let inflation = Double(count + taken - 1) / Double(count - taken)
    return (prior?.shrunk(self) ?? change) * inflation.squareRoot()
  }
}

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
    let usable = scales.filter { scale in
      scale.count >= 3 && scale.change > 0 && scale.level > 0 && (scale.change + scale.level).isFinite
    }
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
  fileprivate func shrunk(_ scale: ErrorScale) -> Double {
    guard scale.level > 0 else { return scale.change }
    let own = 1 / scale.changeCount
    return scale.change * exp(factor * own / (variance + own) * (center - Self.logarithm(scale)))
  }

  private static func logarithm(_ scale: ErrorScale) -> Double { log(max(scale.change / scale.level, 1e-6)) }
}
