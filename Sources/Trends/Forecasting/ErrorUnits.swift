import Foundation

/// The units in which forecast errors of different series, lengths and distances are comparable.
///
/// `h` periods ahead a unit is `√(u² + (s d)²)` with `u = c √(n/(n − 1)) h^γ 2^−|γ − ½|`, on the scale of
/// ``StabilizingTransformation``. Here `c` and `γ` are the mean absolute change of the series and its persistence, each with the
/// share that the panel has in it, and `√(n/(n − 1))` is for the drift that `n` values tell. Errors of a noisy series that stays
/// about its level do not grow with the distance, those of a random walk grow with its root, those of a wandering trend with the
/// distance itself. Changes of a random walk are news through and through. In noise half of their variance is that of the last
/// value, which forecasts average out; in a trend part of them is foreseen. A forecast that goes a way `d` from the last value
/// may be wrong in how far it goes: half of that way counts with three to five values, less with more, `s = 0.85/∛n`. With more
/// than two seasons of values 0.3 of the way from the value a season ago counts always, whether or not a season stands out.
///
/// With one unit for all distances and kinds, quantiles of pooled errors are too wide for some series and too narrow for
/// others. Reference: normalised errors of conformal prediction, Lei, G'Sell, Rinaldo, Tibshirani & Wasserman (2018), Journal
/// of the American Statistical Association 113, 1094–1111.
struct ErrorUnits {
  private let season: Int
  private let changes: ChangePrior?
  private let persistence: PersistencePrior
  /// Logarithms of the distances to the base 2.
  private let logarithms: [Double]

  /// The units of a panel that a sample stands for.
  init(_ sample: [ErrorScale], season: Int, horizon: Int, typical: TypicalErrors) {
    self.season = season
    changes = ChangePrior(sample)
    persistence = PersistencePrior(sample, typical: typical)
    logarithms = (1...max(horizon, 1)).map { log2(Double($0)) }
  }

  /// Puts the unit of each period of a forecast into `units`; none where the series has no change or no two of them.
  ///
  /// - Returns: the scale of which they are units.
  func measure(_ values: [Double], path: [Double], into units: inout [Double]) -> StabilizingTransformation {
    units.removeAll(keepingCapacity: true)
    let scale = ErrorScale(values, season: season, horizon: logarithms.count)
    let transformation = scale.transformation
    guard scale.hasUnit else { return transformation }
    let count = Double(scale.count)
    let change = (changes?.shrunk(scale) ?? scale.change) * (count / (count - 1)).squareRoot()
    let power = persistence.shrunk(scale)
    // As many values tell a season apart from the rest.
    let period = season > 1 && values.count > 2 * season ? season : 1
    let share = period > 1 ? 0.3 : 0.85 / cbrt(count)
    for (step, forecast) in path.enumerated() {
      let growth = exp2(power * logarithms[step] - abs(power - 0.5))
      let last = transformation.forward(values[values.count - period + step % period])
      let way = share * (transformation.forward(forecast) - last) / change
      units.append(change * hypot(growth, way))
    }
    return transformation
  }
}
