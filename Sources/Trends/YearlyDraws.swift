import LinearAlgebra

/// Joint draws of the logarithms of a series' values: how uncertain its years are, and how they hang together.
public struct YearlyDraws: Sendable {
  /// For each year of the series, in order, the draws of its logarithm; draw k of all years belongs together.
  public let logarithms: [[Double]]

  /// Checks draws.
  ///
  /// - Parameter logarithms: one array a year, all of one length of at least 2, finite; `nil` for others.
  public init?(logarithms: [[Double]]) {
    guard let first = logarithms.first, first.count >= 2,
      logarithms.allSatisfy({ $0.count == first.count && $0.allSatisfy(\.isFinite) })
    else { return nil }
    self.logarithms = logarithms
  }

  /// Number of draws.
  public var drawCount: Int { logarithms[0].count }

  /// Mean of each year's draws.
  public var means: [Double] { logarithms.map { $0.reduce(0, +) / Double($0.count) } }

  /// Covariance of the draws, years by years.
  public var covariance: Matrix {
    let means = means
    let scale = Double(drawCount - 1).squareRoot()
    return Matrix(rowCount: drawCount, columnCount: means.count) { (logarithms[$1][$0] - means[$1]) / scale }.gram()
  }
}
