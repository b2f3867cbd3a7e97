import Foundation
import TradeSeries

/// What a figure says about a quantity: the centre and σ of its row, and the bounds of its walls.
struct ObservationNoise {
  /// Centre of the row, natural log of the figure on its own scale.
  var center: Double
  /// σ of the row.
  var sigma: Double
  /// Lower wall, natural log.
  var lower: Double?
  /// Upper wall, natural log.
  var upper: Double?

  /// The table of qualifiers of the model page; of a negative balance, for its size.
  init(_ figure: StatedFigure, _ hyperparameters: Hyperparameters) {
    self.init(figure, value: figure.value, upperValue: figure.upperValue, hyperparameters)
  }

  /// The same for a figure that is read as another value, its words and last digit kept.
  init(_ figure: StatedFigure, value stated: Double, upperValue: Double?, _ hyperparameters: Hyperparameters) {
    let size = abs(stated)
    let value = log(size)
    let rounding = figure.halfUnit / (size * 3.0.squareRoot())
    (center, sigma, lower, upper) = (value, 0, nil, nil)
    switch figure.qualifier {
    case .exact:
      // "Tripled" is said of anything near three times.
      sigma = max(
        rounding, figure.isWholeMultiple ? hyperparameters.aboutDeviation : hyperparameters.exactDeviation)
    case .about: sigma = max(rounding, hyperparameters.aboutDeviation)
    case .almost:
      sigma = hyperparameters.almostDeviation
      upper = value
    case .over:
      sigma = hyperparameters.overDeviation
      lower = value
    case .atLeast:
      sigma = hyperparameters.looseDeviation
      lower = value
    case .upTo:
      sigma = hyperparameters.looseDeviation
      upper = value
    case .interval:
      let other = log(abs(upperValue ?? stated))
      center = (value + other) / 2
      sigma = abs(other - value) / 12.0.squareRoot()
      (lower, upper) = (min(value, other), max(value, other))
    }
  }

  /// The noise of the amount in US dollars, for an amount in a currency of this rate.
  ///
  /// An exact rate adds nothing: it is an official average, not an estimate.
  func converted(at rate: StatedFigure, _ hyperparameters: Hyperparameters) -> ObservationNoise {
    let rateNoise = ObservationNoise(rate, hyperparameters)
    var converted = shifted(by: -rateNoise.center)
    if rate.qualifier != .exact { converted.sigma = hypot(sigma, rateNoise.sigma) }
    return converted
  }

  /// The noise of a figure whose logarithm is larger by `shift`.
  func shifted(by shift: Double) -> ObservationNoise {
    var shifted = self
    shifted.center += shift
    shifted.lower = lower.map { $0 + shift }
    shifted.upper = upper.map { $0 + shift }
    return shifted
  }
}
