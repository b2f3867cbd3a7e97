import Foundation
import LinearAlgebra
import Statistics
import Testing

@testable import Trends

@Suite struct PoolingTests {
  @Test func unusableUnitsAreNamed() {
    #expect(throws: PoolingError.tooFewUnits(count: 1, required: 2)) {
      try EmpiricalBayesPooling([UnitEstimate(value: 1, variance: 1)])
    }
    let bad = [UnitEstimate(value: 1, variance: 1), UnitEstimate(value: 1, variance: 0)]
    #expect(throws: PoolingError.unusableUnit(1)) { try EmpiricalBayesPooling(bad) }
    #expect(throws: PoolingError.unusableUnit(1)) { try HierarchicalPooling(bad) }
    let infinite = [UnitEstimate(value: .nan, variance: 1), UnitEstimate(value: 1, variance: 1)]
    #expect(throws: PoolingError.unusableUnit(0)) { try HierarchicalPooling(infinite) }
  }

  /// Random units: everything finite, intervals nested, units between themselves and the mean, units of measurement
  /// without effect.
  @Test(arguments: UInt64(0)..<30) func drawnToTheMean(_ seed: UInt64) throws {
    var generator = PhiloxGenerator(seed: 31, stream: seed)
    let units = (0..<(2 + Int(seed))).map { _ in
      UnitEstimate(value: generator.normal(), variance: pow(10, -6 * generator.uniform()))
    }
    let (bayes, hierarchy) = (try EmpiricalBayesPooling(units), try HierarchicalPooling(units))
    for (unit, drawn) in zip(units, bayes.units) {
      let ends = [unit.value, bayes.mean.value].sorted()
      #expect(drawn.value >= ends[0] - 1e-12 && drawn.value <= ends[1] + 1e-12)
    }
    for quantity in bayes.units + hierarchy.units + [bayes.mean, hierarchy.mean, bayes.newUnit, hierarchy.newUnit] {
      #expect(quantity.value.isFinite && quantity.deviation.isFinite)
      #expect(quantity.interval95.contains(quantity.interval80.lowerBound))
      #expect(quantity.interval95.contains(quantity.interval80.upperBound))
    }
    let scaled = try HierarchicalPooling(units.map { UnitEstimate(value: 1e3 * $0.value, variance: 1e6 * $0.variance) })
    #expect(digitsOfAgreement(scaled.mean.value, 1e3 * hierarchy.mean.value, scale: 1) > 8)
    #expect(digitsOfAgreement(scaled.mean.deviation, 1e3 * hierarchy.mean.deviation) > 8)
  }

  /// With V = 0 in the limit, Swamy's mean is the plain mean and units keep their own coefficients.
  @Test func swamyOfPreciseUnits() throws {
    let units = [[1.0, 2], [3, 1], [2, 4]].map {
      SwamyPooling.Unit(coefficients: Vector($0), covariance: Matrix(diagonal: [1e-12, 1e-12]))
    }
    let pooled = try SwamyPooling(units)
    #expect(pooled.isSubtracted)
    #expect(digitsOfAgreement(pooled.mean[0], 2) > 10 && digitsOfAgreement(pooled.mean[1], 7.0 / 3) > 10)
    #expect(digitsOfAgreement(pooled.units[2][1], 4) > 10)
  }

  @Test func shortSeriesLendEachOtherTheirVariance() throws {
    func series(_ values: [Double]) throws -> YearlySeries {
      try YearlySeries(values.enumerated().map { .init(year: 2020 + $0, value: $1) })
    }
    let short = [try series([1, 1.2]), try series([5, 5.4]), try series([2, 2.6, 2.5])]
    let pooled = try PooledGrowth(short)
    #expect(pooled.degreesOfFreedom == 1 && pooled.swamy == nil)
    #expect(digitsOfAgreement(pooled.growths[0], 0.2) > 14 && digitsOfAgreement(pooled.growths[1], 0.08) > 14)
    let third = try LogLinearTrend().fit(short[2]).estimate
    #expect(digitsOfAgreement(pooled.sigma, try third.sigma.required) > 12)
    #expect(throws: PoolingError.noDegreesOfFreedom) { try PooledGrowth(Array(short.prefix(2))) }
    #expect(throws: PoolingError.unusableUnit(1)) { try PooledGrowth([short[0], try series([1, 0])]) }
    #expect(throws: PoolingError.noVariance) { try PooledGrowth([short[0], try series([1, 2, 4, 8])]) }
    let long = try PooledGrowth([try series([1, 1.3, 1.2, 1.6]), try series([4, 4.1, 4.9, 4.6])])
    #expect(long.swamy != nil)
  }
}
