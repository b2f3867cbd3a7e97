import LinearAlgebra
import TradeSeries

/// Why a ledger has no adjustment.
public enum AdjustmentError: Error, Hashable, Sendable {
  /// A foreign-currency statement without an average rate of its period.
  case missingRate(statement: String, currency: String, period: ReferencePeriod)
  /// The structural bounds of these series cannot be met together.
  case infeasibleBounds(series: [SeriesKey])
  /// The mode was not found: the largest change of an unknown after so many iterations.
  case noConvergence(series: [SeriesKey], iterations: Int, change: Double)
  /// A matrix of the model could not be factorised.
  case numerical(LinearAlgebraError)
  /// The draws of a reported quantity did not mix within their limit.
  case poorMixing(series: [SeriesKey], effectiveSampleSize: Double, rHat: Double)
}
