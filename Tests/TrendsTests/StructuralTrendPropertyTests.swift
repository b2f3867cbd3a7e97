import Foundation
import Statistics
import Testing

@testable import Trends

/// What must hold of any series, on random ones of 2 to 12 years with gaps.
@Suite struct StructuralTrendPropertyTests {
  static let models: [StructuralTrend.Kind] = [.localLevel, .localLinear, .smooth]

  static func series(_ seed: UInt64) throws -> YearlySeries {
    var generator = PhiloxGenerator(seed: 20, stream: seed)
    let count = 2 + Int(seed % 11)
    var (year, level) = (2000, generator.normal())
    let scale = [1e-300, 1e-3, 1, 1e9, 1e290][Int(seed % 5)]
    return try YearlySeries(
      (0..<count).map { _ in
        year += 1 + (generator.uniform() < 0.3 ? 2 : 0)
        level += 0.1 + 0.2 * generator.normal()
        return YearlySeries.Observation(year: year, value: scale * exp(level + 0.1 * generator.normal()))
      })
  }

  @Test(arguments: UInt64(0)..<60) func finiteAndOrdered(_ seed: UInt64) throws {
    let series = try Self.series(seed)
    for kind in Self.models where kind.hasSlope || series.count > 2 {
      let fit = try StructuralTrend(kind).fit(series)
      let growth = try fit.estimate.growth.required
      #expect(growth.isFinite)
      #expect(fit.path.count == series.last - series.first + 1)
      if let narrow = fit.estimate.interval80, let wide = fit.estimate.interval95 {
        #expect(wide.lowerBound <= narrow.lowerBound && narrow.upperBound <= wide.upperBound)
        #expect(narrow.contains(growth))
      } else {
        #expect(series.count == 2 || !kind.hasSlope || fit.estimate.notes.contains { $0 != .noDegreesOfFreedom })
      }
    }
  }

  /// The unit of a value is a choice: another factor moves neither growth nor variances.
  @Test(arguments: UInt64(0)..<20) func theUnitDoesNotMatter(_ seed: UInt64) throws {
    let series = try Self.series(5 * seed + 2)
    let thousands = try YearlySeries(series.observations.map { .init(year: $0.year, value: 1024 * $0.value) })
    for kind in Self.models where kind.hasSlope || series.count > 2 {
      let (one, other) = (try StructuralTrend(kind).fit(series), try StructuralTrend(kind).fit(thousands))
      #expect(one.estimate == other.estimate)
    }
  }

  /// The greatest likelihood is not below the likelihood at any other variances.
  @Test(arguments: UInt64(0)..<30) func noVariancesAreMoreLikely(_ seed: UInt64) throws {
    let series = try Self.series(11 * seed + 10)
    let values = Self.grid(try series.logarithms())
    var generator = PhiloxGenerator(seed: 21, stream: seed)
    for kind in Self.models {
      let maximum = try #require(StructuralTrend(kind).maximumLikelihood(values))
      let at = try #require(SmoothedTrend(values, kind: kind, variances: maximum.variances))
      #expect(abs(at.logLikelihood - maximum.logLikelihood) < 1e-8)
      for _ in 0..<200 {
        func random(_ has: Bool) -> Double { has ? pow(10, -8 * generator.uniform()) : 0 }
        let variances = StructuralVariances(
          irregular: random(true), level: random(kind.variances.contains(.level)),
          slope: random(kind.variances.contains(.slope)))
        let other = try #require(SmoothedTrend(values, kind: kind, variances: variances))
        #expect(other.logLikelihood <= maximum.logLikelihood + 2e-9)
      }
    }
  }

  static func grid(_ logarithms: YearlyLogarithms) -> [Double?] {
    let series = logarithms.series
    var values = [Double?](repeating: nil, count: series.last - series.first + 1)
    for (year, ratio) in zip(series.years, logarithms.ratios) { values[year - series.first] = ratio }
    return values
  }

  /// Without disturbances the smoother is least squares: level and slope of the straight line with their variances.
  @Test(arguments: UInt64(0)..<20) func withoutDisturbancesItIsTheStraightLine(_ seed: UInt64) throws {
    let series = try Self.series(11 * seed + 5)
    let line = try LogLinearTrend().fit(series).estimate.growth.required
    let values = Self.grid(try series.logarithms())
    let still = StructuralVariances(irregular: 1, level: 0, slope: 0)
    let smoothed = try #require(SmoothedTrend(values, kind: .localLinear, variances: still))
    for state in smoothed.states { #expect(abs(expm1(state.slope) - line) < 1e-12) }
    let elapsed = series.elapsed
    let mean = elapsed.reduce(0, +) / Double(series.count)
    let squares = elapsed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(digitsOfAgreement(try #require(smoothed.states.last).slopeVariance, 1 / squares) > 12)
  }
}
