import Foundation
import LinearAlgebra
import Testing

@testable import Trends

/// Against R's strucchange: `Tests/Reference/breaks`.
@Suite struct BreakReferenceTests {
  static func analyses() throws -> [String: BreakAnalysis] {
    let rows = try ReferenceTable("breaks/series.csv").rows
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let values = try row.numbers("values").compactMap { $0 }
        let regressor = try row.numbers("regressor").compactMap { $0 }
        let design = Matrix(rowCount: values.count, columnCount: regressor.isEmpty ? 1 : 2) {
          $1 == 0 ? 1 : regressor[$0]
        }
        return (
          try row.text("name"),
          try BreakAnalysis(design: design, response: values, minimalSegment: Int(try row.number("segment")))
        )
      })
  }

  @Test func partitionsAndCriteria() throws {
    let analyses = try Self.analyses()
    let rows = try ReferenceTable("breaks/partitions.csv").rows
    #expect(rows.count == 27)
    for row in rows {
      let analysis = try #require(analyses[try row.text("series")])
      let number = Int(try row.number("breaks"))
      let partition = analysis.partitions[number]
      #expect(partition.breaks == (try row.numbers("dates").map { Int($0 ?? -1) }), "\(row)")
      #expect(digitsOfAgreement(partition.squares, try row.number("rss")) >= 11, "\(row)")
      // R counts the variance as a parameter and keeps the constants of the log-likelihood.
      let n = Double(analysis.count)
      let bic = n * (analysis.bic(number) + 1 + log(2 * .pi)) + log(n)
      #expect(digitsOfAgreement(bic, try row.number("bic")) >= 11, "\(row)")
    }
  }

  @Test func datesOfBreaks() throws {
    let analyses = try Self.analyses()
    var compared = 0
    for row in try ReferenceTable("breaks/dates.csv").rows where try row.text("het") == "TRUE" {
      let analysis = try #require(analyses[try row.text("series")])
      let partition = analysis.partitions[Int(try row.number("breaks"))]
      let place = try #require(partition.breaks.firstIndex(of: Int(try row.number("break"))))
      let interval = try analysis.dateInterval(
        ofBreak: place, in: partition, mass: try row.number("level"), regressors: .stationary)
      guard let lower = Int(try row.text("lower")), let upper = Int(try row.text("upper")) else {
        #expect(interval == nil, "\(row)")
        continue
      }
      #expect(interval == lower...upper, "\(row)")
      compared += 1
    }
    #expect(compared >= 30)
  }

  @Test func supFAndCumulativeSum() throws {
    let analyses = try Self.analyses()
    for row in try ReferenceTable("breaks/tests.csv").rows {
      let analysis = try #require(analyses[try row.text("series")])
      let (statistic, probability) = (try row.number("statistic"), try row.number("p"))
      if try row.text("test") == "supF" {
        let value = try #require(analysis.supF(1))
        #expect(digitsOfAgreement(value, statistic) >= 10, "\(row)")
        let trimming = Double(analysis.minimalSegment) / Double(analysis.count)
        let p = try #require(HansenProbability.supF(value, width: analysis.width, trimming: trimming))
        // R forms 1 − F: nothing is left of it below 1e-15.
        #expect(abs(p - probability) <= 1e-9 * probability + 4e-15, "\(row): \(p)")
      } else {
        let test = try #require(analysis.cumulativeSumTest)
        #expect(digitsOfAgreement(test.statistic, statistic) >= 11, "\(row)")
        // R forms 1 − Φ.
        #expect(abs(test.pValue - probability) <= 1e-12 * probability + 1e-15, "\(row)")
      }
    }
  }

  @Test func hansenProbabilities() throws {
    let rows = try ReferenceTable("breaks/hansen.csv").rows
    #expect(rows.count == 90)
    for row in rows {
      let p = try #require(
        HansenProbability.supF(
          try row.number("statistic"), width: Int(try row.number("regressors")), trimming: try row.number("trimming")))
      let truth = try row.number("p")
      #expect(abs(p - truth) <= 1e-11 * truth + 4e-15, "\(row): \(p)")
    }
  }

  /// Bai & Perron (2003), table 1, shows breaks of the real interest rate after 1972:3 and 1980:3 (with 1966:4 as a third).
  @Test func realInterestRate() throws {
    let analyses = try Self.analyses()
    let analysis = try #require(analyses["realint"])
    #expect(analysis.partitions[2].breaks == [47, 79] && analysis.partitions[3].breaks == [24, 47, 79])
    #expect(analysis.numberByBIC == 2 && analysis.numberByLWZ == 2)
    let supF = try #require(analysis.supF(2))
    #expect(supF > (try #require(BreakTables.supF(width: 1, breaks: 2, level: .onePercent))))
  }
}
