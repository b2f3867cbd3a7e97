import Foundation
import LinearAlgebra
import Testing

@testable import Trends

/// Against R's metafor and plm, and numerical integration by mpmath: `Tests/Reference/pooling`.
@Suite struct PoolingReferenceTests {
  static func units() throws -> [String: [UnitEstimate]] {
    let rows = try ReferenceTable("pooling/units.csv").rows
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let pairs = try zip(row.numbers("estimates"), row.numbers("variances"))
        return (
          try row.text("set"), try pairs.map { UnitEstimate(value: try $0.required, variance: try $1.required) }
        )
      })
  }

  private func agree(_ value: Double, _ row: [String: String], _ column: String, digits: Double) throws {
    #expect(digitsOfAgreement(value, try row.number(column)) >= digits, "\(column): \(value), \(row)")
  }

  @Test func pauleMandelAsMetafor() throws {
    let units = try Self.units()
    let rows = try ReferenceTable("pooling/paule_mandel.csv").rows
    #expect(rows.count == 4)
    for row in rows {
      let pooled = try EmpiricalBayesPooling(try units[try row.text("set")].required)
      try agree(pooled.varianceBetween, row, "tau2", digits: 10)
      try agree(pooled.varianceBetween95.lowerBound, row, "tau2_low", digits: 9)
      try agree(pooled.varianceBetween95.upperBound, row, "tau2_high", digits: 9)
      try agree(pooled.mean.value, row, "mean", digits: 11)
      try agree(pooled.plainDeviation, row, "se", digits: 11)
      try agree(pooled.heterogeneity, row, "q", digits: 12)
      try agree(pooled.heterogeneityPValue, row, "qp", digits: 10)
      if pooled.varianceBetween > 0 {
        try agree(pooled.mean.deviation, row, "hk_se", digits: 10)
        try agree(pooled.mean.interval95.lowerBound, row, "hk_low", digits: 9)
        try agree(pooled.mean.interval95.upperBound, row, "hk_high", digits: 9)
      } else {
        // metafor lets the error shrink below that of the known variances.
        #expect(pooled.mean.deviation == pooled.plainDeviation)
      }
      for (unit, (value, error)) in zip(pooled.units, zip(try row.numbers("blup"), try row.numbers("blup_se"))) {
        #expect(digitsOfAgreement(unit.value, try value.required, scale: 0.01) >= 10)
        #expect(digitsOfAgreement(unit.deviation, try error.required) >= 10)
      }
    }
  }

  @Test func hierarchicalAsIntegrated() throws {
    let units = try Self.units()
    let rows = try ReferenceTable("pooling/hierarchical.csv").rows
    #expect(rows.count == 4)
    for row in rows {
      let pooled = try HierarchicalPooling(try units[try row.text("set")].required)
      try agree(pooled.mean.value, row, "mean", digits: 9)
      try agree(pooled.mean.deviation, row, "sd", digits: 9)
      try agree(pooled.mean.interval95.lowerBound, row, "low95", digits: 9)
      try agree(pooled.mean.interval95.upperBound, row, "high95", digits: 9)
      if row["new_sd"] != "" { try agree(pooled.newUnit.deviation, row, "new_sd", digits: 9) }
      try agree(pooled.deviationBetween, row, "tau", digits: 6)
      try agree(pooled.deviationBetween95.lowerBound, row, "tau_low", digits: 6)
      try agree(pooled.deviationBetween95.upperBound, row, "tau_high", digits: 6)
      for (unit, (value, deviation)) in zip(pooled.units, zip(try row.numbers("unit_mean"), try row.numbers("unit_sd")))
      {
        #expect(digitsOfAgreement(unit.value, try value.required, scale: 0.01) >= 9)
        #expect(digitsOfAgreement(unit.deviation, try deviation.required) >= 9)
      }
    }
  }

  /// Grunfeld's investment data, the example of Swamy (1970).
  @Test func swamyAsPlm() throws {
    let units = try ReferenceTable("pooling/panel.csv").rows.map { row in
      let (y, one, two) = (
        try row.numbers("response").compactMap { $0 }, try row.numbers("first").compactMap { $0 },
        try row.numbers("second").compactMap { $0 }
      )
      let design = Matrix(rowCount: y.count, columnCount: 3) { [1, one[$0], two[$0]][$1] }
      let factor = try PivotedQRFactorization(design)
      let coefficients = try QRFactorization(design).solve(Vector(y))
      let fitted = design * coefficients
      let squares = y.indices.reduce(0) { $0 + (y[$1] - fitted[$1]) * (y[$1] - fitted[$1]) }
      let (variance, gram) = (squares / Double(y.count - 3), try factor.inverseGram())
      return SwamyPooling.Unit(
        coefficients: coefficients, covariance: Matrix(rowCount: 3, columnCount: 3) { variance * gram[$0, $1] })
    }
    #expect(units.count == 10)
    let pooled = try SwamyPooling(units)
    let row = try ReferenceTable("pooling/swamy.csv").rows[0]
    for (value, truth) in zip(pooled.mean, try row.numbers("coefficients")) {
      #expect(digitsOfAgreement(value, try truth.required) >= 9)
    }
    for (value, truth) in zip(pooled.covariance.columnMajorElements, try row.numbers("covariance")) {
      #expect(digitsOfAgreement(value, try truth.required) >= 8)
    }
    for (value, truth) in zip(pooled.covarianceBetween.columnMajorElements, try row.numbers("delta")) {
      #expect(digitsOfAgreement(value, try truth.required) >= 8)
    }
  }
}
