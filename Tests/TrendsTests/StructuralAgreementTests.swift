import Foundation
import Testing

@testable import Trends

/// The table of the page on structural trends, written where `make tables` asks for it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["AGREEMENT"] != nil)) struct StructuralAgreementTests {
  @Test func isWritten() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["AGREEMENT"])
    var lines = ["quantity,held against,numbers,least digits,median digits"]
    func add(_ quantity: String, _ tool: String, _ digits: [Double]) throws {
      let sorted = digits.sorted()
      let figures = [try sorted.first.required, sorted[sorted.count / 2]].map { String(format: "%.1f", $0) }
      lines.append(([quantity, tool, "\(digits.count)"] + figures).joined(separator: ","))
    }
    try add("diffuse log-likelihood at given variances", "statsmodels", try likelihoods())
    try add("smoothed level (to the largest value)", "statsmodels", try levels())
    try add("residual sum of squares of best partitions", "R strucchange", try partitions())
    try add("sup F and CUSUM", "R strucchange", try statistics())
    try add("Paule-Mandel variance; mean; predictors", "R metafor", try pauleMandel())
    try add("hierarchical means and deviations", "mpmath", try hierarchical())
    try lines.joined(separator: "\n").appending("\n")
      .write(toFile: folder + "/StructuralTrends.agreement.csv", atomically: true, encoding: .utf8)
  }

  private func smoothed() throws -> [(row: [String: String], values: [Double?], trend: SmoothedTrend)] {
    let series = try StructuralTrendReferenceTests.series()
    return try ReferenceTable("state-space/fixed.csv").rows.map { row in
      let values = try series[try row.text("series")].required
      let variances = StructuralVariances(
        irregular: try row.number("irregular"), level: try row.number("level"), slope: try row.number("slope"))
      let kind = try StructuralTrendReferenceTests.kinds[try row.text("kind")].required
      return (row, values, try SmoothedTrend(values, kind: kind, variances: variances).required)
    }
  }

  private func likelihoods() throws -> [Double] {
    try smoothed().map { digitsOfAgreement($0.trend.logLikelihood, try $0.row.number("loglik"), scale: 1) }
  }

  private func levels() throws -> [Double] {
    try smoothed().flatMap { row, values, trend in
      let size = values.reduce(0) { max($0, ($1 ?? 0).magnitude) }
      return try zip(trend.states, row.numbers("level_mean")).map {
        digitsOfAgreement($0.level, try $1.required, scale: size)
      }
    }
  }

  private func partitions() throws -> [Double] {
    let analyses = try BreakReferenceTests.analyses()
    return try ReferenceTable("breaks/partitions.csv").rows.map { row in
      let analysis = try analyses[try row.text("series")].required
      return digitsOfAgreement(
        analysis.partitions[Int(try row.number("breaks"))].squares, try row.number("rss"))
    }
  }

  private func statistics() throws -> [Double] {
    let analyses = try BreakReferenceTests.analyses()
    return try ReferenceTable("breaks/tests.csv").rows.map { row in
      let analysis = try analyses[try row.text("series")].required
      let value = try row.text("test") == "supF" ? analysis.supF(1) : analysis.cumulativeSumTest?.statistic
      return digitsOfAgreement(try value.required, try row.number("statistic"))
    }
  }

  private func pauleMandel() throws -> [Double] {
    let units = try PoolingReferenceTests.units()
    return try ReferenceTable("pooling/paule_mandel.csv").rows.flatMap { row in
      let pooled = try EmpiricalBayesPooling(try units[try row.text("set")].required)
      let own = [pooled.varianceBetween, pooled.mean.value] + pooled.units.map(\.value)
      let theirs = [try row.number("tau2"), try row.number("mean")] + (try row.numbers("blup").map { try $0.required })
      return zip(own, theirs).map { digitsOfAgreement($0, $1) }
    }
  }

  private func hierarchical() throws -> [Double] {
    let units = try PoolingReferenceTests.units()
    return try ReferenceTable("pooling/hierarchical.csv").rows.flatMap { row in
      let pooled = try HierarchicalPooling(try units[try row.text("set")].required)
      let own = [pooled.mean.value, pooled.mean.deviation] + pooled.units.map(\.deviation)
      let theirs =
        [try row.number("mean"), try row.number("sd")] + (try row.numbers("unit_sd").map { try $0.required })
      return zip(own, theirs).map { digitsOfAgreement($0, $1) }
    }
  }
}
