import Foundation

/// Dual averaging of the log step size towards a mean acceptance of 0.8 (Hoffman & Gelman 2014, section 3.2).
struct StepSizeAdaptation {
  private let anchor: Double
  private var error = 0.0
  private var logAverage = 0.0
  private var count = 0.0

  init(from stepSize: Double) { anchor = log(10 * stepSize) }

  /// The step size to try next, after one transition's acceptance statistic.
  mutating func next(after acceptance: Double) -> Double {
    count += 1
    let weight = 1 / (count + 10)
    error = (1 - weight) * error + weight * (0.8 - acceptance)
    let logStep = anchor - count.squareRoot() / 0.05 * error
    let decay = pow(count, -0.75)
    logAverage = decay * logStep + (1 - decay) * logAverage
    return exp(logStep)
  }

  /// The step size to keep.
  var settled: Double { exp(logAverage) }
}
