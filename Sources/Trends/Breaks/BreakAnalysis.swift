import Foundation
import LinearAlgebra

/// Breaks in all coefficients of a linear regression at unknown dates: Bai & Perron's partitions, tests and criteria.
///
/// Errors are taken as independent and of one variance, so that the partitions of least squares also make the test
/// statistics greatest. Sources: Bai & Perron (1998), "Estimating and testing linear models with multiple structural
/// changes"; Bai & Perron (2003), "Computation and analysis of multiple structural change models".
public struct BreakAnalysis: Sendable {
  /// The most observations: work and memory grow with their square.
  public static let countLimit = 1500

  /// Number of observations.
  public let count: Int
  /// Number of coefficients of a segment, q.
  public let width: Int
  /// Fewest observations of a segment.
  public let minimalSegment: Int
  /// Best partitions with 0, 1, 2, … breaks.
  public let partitions: [BreakPartition]
  let design: Matrix
  let response: [Double]
  let rotations: SegmentRotations
  private let squares: SegmentSquares
  /// Residual sum of squares that rounding alone may leave.
  let rounding: Double

  /// Finds the partitions.
  ///
  /// - Parameters:
  ///   - design: one row an observation, in order; all columns may break. The first q rows are independent.
  ///   - response: one element an observation.
  ///   - minimalSegment: fewest observations of a segment, at least q + 1; by default ⌊0.15·n⌋, but q + 1 at least.
  ///   - mostBreaks: most breaks looked for, at least 1.
  /// - Throws: `.tooShort` unless there is room for one break, `.spanTooLong` beyond ``countLimit``.
  /// - Complexity: O(n²·(q² + mostBreaks)).
  public init(
    design: Matrix, response: [Double], minimalSegment: Int? = nil, mostBreaks: Int = 5
  ) throws(TrendError) {
    let (n, q) = (design.rowCount, design.columnCount)
    precondition(n == response.count && q >= 1 && mostBreaks >= 1, "\(n) rows for \(response.count) observations")
    let shortest = minimalSegment ?? max(Int(BreakTables.trimming * Double(n)), q + 1)
    precondition(shortest > q, "a segment of \(shortest) observations has no degree of freedom")
    guard n >= 2 * shortest else { throw .tooShort(count: n, required: 2 * shortest) }
    guard n <= Self.countLimit else { throw .spanTooLong(years: n, limit: Self.countLimit) }
    (count, width, self.minimalSegment, self.design, self.response) = (n, q, shortest, design, response)
    rotations = SegmentRotations(design)
    squares = rotations.squares(response)
    partitions = squares.bestPartitions(minimum: shortest, most: mostBreaks)
    let size = response.reduce(0) { max($0, $1.magnitude) } * 8 * .ulpOfOne
    rounding = Double(n) * size * size
  }

  /// Most breaks found.
  public var mostBreaks: Int { partitions.count - 1 }

  /// The statistic sup F(m) of no break against m breaks, scaled as in Bai & Perron's tables: the sum of squares over
  /// m and not over m·q.
  ///
  /// `nil` when the response is met to rounding without a break; infinite when it is met with m breaks only.
  public func supF(_ number: Int) -> Double? { statistics.supF(number) }

  /// The greatest sup F(m) over the numbers of breaks.
  public var udMax: Double? { statistics.udMax }

  /// The greatest sup F(m) with weights that make the critical values of all numbers of breaks equal, at a level.
  ///
  /// `nil` without tabulated critical values (q > 10) as well.
  public func wdMax(at level: BreakTables.Level) -> Double? {
    let weights = (1...mostBreaks).map { number in
      BreakTables.supF(width: width, breaks: number, level: level).flatMap { value in
        BreakTables.supF(width: width, breaks: 1, level: level).map { $0 / value }
      }
    }
    let weighted = zip(weights, 1...mostBreaks).compactMap { weight, number in
      weight.flatMap { weight in supF(number).map { weight * $0 } }
    }
    return weighted.max()
  }

  /// The statistic sup F(l + 1 | l): the best further break in one of the segments of the partition with l breaks.
  ///
  /// `nil` when no segment can be split or when the partition meets every observation to rounding.
  public func sequentialF(given number: Int) -> Double? { statistics.sequentialF(partitions[number]) }

  /// Sum of squares of the response about its mean.
  var sumOfSquares: Double {
    let mean = response.reduce(0, +) / Double(count)
    return response.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  private var statistics: BreakStatistics {
    BreakStatistics(
      squares: squares, partitions: partitions, width: width, minimalSegment: minimalSegment, rounding: rounding)
  }

  /// Bayesian information criterion: log(S/n) + p·log(n)/n with p = (m + 1)·q + m, up to a constant factor and term
  /// (Yao 1988).
  public func bic(_ number: Int) -> Double {
    let (n, p) = (Double(count), parameterCount(number))
    return log(max(partitions[number].squares, rounding) / n) + p * log(n) / n
  }

  /// The criterion of Liu, Wu & Zidek (1997): log(S/(n − p)) + 0.299·p·(log n)^2.1/n; `nil` without a degree of freedom.
  public func lwz(_ number: Int) -> Double? {
    let (n, p) = (Double(count), parameterCount(number))
    guard n > p else { return nil }
    return log(max(partitions[number].squares, rounding) / (n - p)) + 0.299 * p * pow(log(n), 2.1) / n
  }

  /// The number of breaks of the least ``bic(_:)``.
  public var numberByBIC: Int { (0...mostBreaks).min { bic($0) < bic($1) } ?? 0 }

  /// The number of breaks of the least ``lwz(_:)``.
  public var numberByLWZ: Int {
    let values = (0...mostBreaks).compactMap { number in lwz(number).map { (number, $0) } }
    return values.min { $0.1 < $1.1 }?.0 ?? 0
  }

  private func parameterCount(_ number: Int) -> Double { Double((number + 1) * width + number) }

  /// The least-squares coefficients of one segment and (XᵀX)⁻¹ there.
  func regression(of segment: Range<Int>) throws(TrendError) -> (coefficients: Vector, inverseGram: Matrix) {
    do {
      let factor = try QRFactorization(design.block(rows: segment, columns: 0..<width))
      let coefficients = try factor.solve(Vector(response[segment]))
      return (coefficients, try PivotedQRFactorization(design.block(rows: segment, columns: 0..<width)).inverseGram())
    } catch {
      throw .numerical(error)
    }
  }
}
