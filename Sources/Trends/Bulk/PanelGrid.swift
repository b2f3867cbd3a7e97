import Statistics

/// The periods that series of a panel share, and all of a log-linear fit that follows from them alone.
public struct PanelGrid: Sendable {
  /// Number of periods.
  public let count: Int
  /// Times about their mean in units of a period / ``count``: whole numbers.
  let times: [Double]
  /// Sum of the squared times.
  let squareSum: Double
  /// So many units of ``times`` are a year.
  let unitsPerYear: Double
  /// 97.5 % quantile of Student's t with count - 2 degrees of freedom.
  let tQuantile: Double

  /// A grid of periods.
  ///
  /// - Parameters:
  ///   - periods: at least one, ascending; 1 apart where they are consecutive.
  ///   - perYear: periods of a year.
  public init(periods: [Int], perYear: Int) {
    precondition(!periods.isEmpty && zip(periods, periods.dropFirst()).allSatisfy(<), "periods must ascend")
    count = periods.count
    // From the first period, so that the sum stays small.
    let first = periods[0]
    let sum = periods.reduce(0) { $0 + ($1 - first) }
    let count = periods.count
    times = periods.map { Double(count * ($0 - first) - sum) }
    squareSum = times.reduce(0) { $0 + $1 * $1 }
    unitsPerYear = Double(count * perYear)
    tQuantile = count > 2 ? StudentT(degreesOfFreedom: Double(count - 2)).upperQuantile(0.025) : .nan
  }
}
