import LinearAlgebra

/// Coefficients of a fit, drawn anew many times.
public struct BootstrapSample: Hashable, Sendable {
  /// The estimates of the fit.
  public let coefficients: Vector
  /// One row a replication, one column a coefficient, in units of `units`.
  private let deviations: Matrix
  private let units: Vector

  init(coefficients: Vector, deviations: Matrix, units: Vector) {
    (self.coefficients, self.deviations, self.units) = (coefficients, deviations, units)
  }

  /// Number of replications.
  public var replicationCount: Int { deviations.rowCount }

  /// The replications of one coefficient, in the order of their streams.
  public func draws(ofCoefficient index: Int) -> Vector {
    Vector((0..<replicationCount).map { coefficients[index] + deviations[$0, index] * units[index] })
  }

  /// The standard deviation of each coefficient over the replications.
  public var standardErrors: Vector {
    Vector(
      (0..<coefficients.count).map { j in
        let column = deviations.column(j)
        let mean = column.reduce(0, +) / Double(replicationCount)
        let squares = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(replicationCount - 1)).squareRoot() * units[j]
      })
  }

  /// The interval between the quantiles of the replications that leave (1 − level)/2 on either side.
  public func percentileInterval(ofCoefficient index: Int, level: Double) -> ClosedRange<Double> {
    quantiles(index, level) { coefficients[index] + $0 * units[index] }
  }

  /// The percentile interval mirrored at the estimate: it follows the errors of the estimate instead of the estimates.
  public func basicInterval(ofCoefficient index: Int, level: Double) -> ClosedRange<Double> {
    quantiles(index, level) { coefficients[index] - $0 * units[index] }
  }

  private func quantiles(_ index: Int, _ level: Double, _ value: (Double) -> Double) -> ClosedRange<Double> {
    precondition(level > 0 && level < 1, "level \(level) is not within 0 and 1")
    guard let sorted = SortedSample(deviations.column(index).elements) else {
      preconditionFailure("at least two finite replications")
    }
    let ends = [value(sorted.quantile((1 - level) / 2)), value(sorted.quantile((1 + level) / 2))]
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }
}
