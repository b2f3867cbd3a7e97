/// A way to forecast one series from its own past.
public enum ForecastModel: String, CaseIterable, Hashable, Sendable {
  /// A combination of exponential smoothing and two theta models: the default.
  case auto
  /// Exponential smoothing, its forms averaged by Akaike's weights.
  case ets
  /// The theta method of Assimakopoulos & Nikolopoulos (2000).
  case theta
  /// The four theta models of Fiorucci et al. (2016), chosen by in-sample error.
  case autotheta
  /// Theta with estimated `θ` and a line fitted to all values.
  case otheta
  /// Theta with estimated `θ` and a line that follows the values.
  case dotheta
  /// Simple exponential smoothing.
  case ses
  /// Holt's linear trend.
  case holt
  /// Holt's trend, damped.
  case damped
  /// The last value.
  case naive
  /// The value of the same season of the last year.
  case snaive
  /// The last value plus the mean change.
  case drift
  /// The log-linear trend from the last value on: constant growth.
  case loglinear
}
