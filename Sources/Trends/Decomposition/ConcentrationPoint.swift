import Foundation
import TradeSeries

/// How concentrated a series is in its parts in one year, over joint draws of them.
public struct ConcentrationPoint: Hashable, Sendable {
  /// The whole.
  public let series: SeriesKey
  /// Unit of account.
  public let unit: UnitOfMeasure
  /// The year.
  public let year: Int
  /// Number of parts.
  public let count: Int
  /// Herfindahl's index: mean and central intervals.
  public let herfindahl: PooledQuantity
  /// Mean of the normalised index.
  public let normalised: Double
  /// Mean of the effective number of parts.
  public let effectiveNumber: Double

  /// The concentration of two or more parts.
  ///
  /// - Parameters:
  ///   - series: the whole.
  ///   - parts: log draws of each part in the year, all as many, at least two.
  ///   - unit: unit of account.
  ///   - year: the year.
  /// - Throws: `.noParts` for fewer than two parts, `.growthOutOfRange` for draws that are not finite.
  public init(_ series: SeriesKey, parts: [[Double]], unit: UnitOfMeasure, year: Int) throws(DecompositionError) {
    guard parts.count >= 2, parts[0].count >= 2 else { throw .noParts }
    precondition(parts.allSatisfy { $0.count == parts[0].count }, "draws of different numbers")
    var readings: [Concentration] = []
    for draw in parts[0].indices {
      let top = parts.reduce(-Double.infinity) { max($0, $1[draw]) }
      readings.append(try Concentration(parts.map { exp($0[draw] - top) }))
    }
    let count = Double(readings.count)
    (self.series, self.unit, self.year, self.count) = (series, unit, year, parts.count)
    herfindahl = try PooledQuantity(draws: readings.map(\.herfindahl))
    normalised = readings.reduce(0) { $0 + ($1.normalised ?? 0) } / count
    effectiveNumber = readings.reduce(0) { $0 + $1.effectiveNumber } / count
  }
}
