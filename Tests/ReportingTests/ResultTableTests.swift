import Foundation
import Reporting
import SeededRandom
import Testing

@Suite struct ResultTableTests {
  private static let key = "reporter,partner,indicator,product,entity,"

  /// The columns of the contract, to the letter.
  @Test(arguments: [
    (ResultKind.adjusted, "period,unit,status,median,sd_log,lo50,hi50,lo80,hi80,lo95,hi95,n_statements"),
    (.trends, "model,first,last,n,growth,se,lo80,hi80,lo95,hi95,r2,sigma,unit,p_value,assumptions,notes"),
    (
      .targets,
      "target,goal,unit,deadline,probability,verdict,required_growth,trend_growth,growth_ratio,first_passage,"
        + "first_passage_lo80,first_passage_hi80,as_of"
    ),
    (.targetPaths, "target,year,probability"),
    (
      .conflicts,
      "statement,against,z,predicted,stated,unit,source,suspect,hypothesis,log10_odds,others,unidentifiable"
        + ",cluster"
    ),
    (.residuals, "statement,residual,redundancy,z,bound_probability"),
  ])
  func columns(_ kind: ResultKind, _ columns: String) {
    let header = Sample.contents.render(kind, as: .csv).split(separator: "\n").first
    #expect(header.map(String.init) == Self.key + columns)
  }

  @Test func rowsInFull() {
    func row(_ kind: ResultKind, _ start: String) -> String? {
      Sample.contents.render(kind, as: .csv).split(separator: "\n").first { $0.contains(start) }.map(String.init)
    }
    #expect(
      row(.targets, "cn-120")
        == "BY,CN,turnover,,,cn-120,at least x1.2,,2023,0.08,likely missed,0.2,0.072,0.35999999999999993,2025,2024,2027,2024-01-31"
    )
    #expect(row(.targets, "vn-x2") == "BY,VN,exports,,,vn-x2,almost x2,,2025,,not identified,,,,,,,2024-01-31")
    #expect(
      row(.targets, "tr-1.5bn")?.contains("1.5 billion,USD,open,0.31,met by TR's statistics,,0.06,,2025,2023,,") == true
    )
    #expect(row(.adjusted, "IR") == "BY,IR,turnover,,,2022,USD,not_identified,,,,,,,,,1")
    #expect(row(.residuals, "ir-2022") == "BY,IR,turnover,,,ir-2022,0,0,,")
    #expect(
      row(.conflicts, "cn-2023-h1,")
        == "BY,CN,turnover,,,cn-2023-h1,cn-2023;cn-2022,4.6,3100000000,4400000000,USD,agency,cn-2023-h1,part:2023,2,cn-2023-h1=unnamed=-2,,1"
    )
  }

  /// Lists are arrays and explanations objects in JSON, one text each in CSV.
  @Test func listsKeepTheirShapeInJSON() throws {
    let bytes = Data(Sample.contents.render(.conflicts, as: .json).utf8)
    let records = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
    #expect(records[0]["against"] as? [String] == ["cn-2023", "cn-2022"])
    let other = try #require((records[0]["others"] as? [[String: Any]])?.first)
    #expect(other["suspect"] as? String == "cn-2023-h1" && other["hypothesis"] as? String == "unnamed")
    #expect(other["log10_odds"] as? Double == -2)
    #expect(records[1]["unidentifiable"] as? [[String]] == [["cn-2023", "cn-2023-h1"]])
    #expect(records[1]["cluster"] as? Int == 2 && records[1]["suspect"] is NSNull)
  }

  /// What rests on a choice between equals is said below every table.
  @Test(arguments: [ResultKind.adjusted, .nowcast, .targets, .conflicts])
  func undecidedStatementsAreNamedBelowEveryTable(_ kind: ResultKind) {
    let table = Sample.contents.render(kind, as: .table, width: 400)
    #expect(table.contains("cn-2023, cn-2023-h1; figures follow one, and any other is as likely."), "\(table)")
  }

  @Test func aNowcastIsAPartOfTheAdjustedFigures() {
    let all = Set(Sample.contents.adjustedTable.rows)
    let rows = Sample.contents.nowcastTable.rows
    #expect(rows.count == 6)
    #expect(rows.allSatisfy(all.contains))
  }

  @Test func jsonHasARecordARowWithNullForBlank() throws {
    let bytes = Data(Sample.contents.render(.targets, as: .json).utf8)
    let records = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
    #expect(records.count == Sample.assessments.count)
    #expect(records[0]["goal"] as? String == "1 billion")
    #expect(records[0]["product"] as? String == "")
    #expect(records[0]["required_growth"] is NSNull)
  }
}

@Suite struct ResultTablePropertyTests {
  /// Any finite bit pattern comes back from CSV and JSON as it was.
  @Test(arguments: 0..<20)
  func numbersReadBackToTheSameDouble(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let numbers = (0..<200).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    let table = ResultTable(columns: [.init("x", .number, "any")], rows: numbers.map { [.number($0)] })
    let fromCSV = table.csv.split(separator: "\n").dropFirst().map { Double($0) }
    #expect(fromCSV == numbers)
    let fromJSON = try JSONDecoder().decode([[String: Double]].self, from: Data(table.json.utf8)).map { $0["x"] }
    #expect(fromJSON == numbers)
  }
}
