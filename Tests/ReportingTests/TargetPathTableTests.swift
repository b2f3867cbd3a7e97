import Foundation
import Reporting
import Testing

/// Eurostat's indicator as a table: numbers by hand from the medians of the sample.
@Suite struct TargetPathTableTests {
  private func record(_ id: String) throws -> [String: Any] {
    let bytes = Data(Sample.contents.render(.targetPathIndicator, as: .json).utf8)
    let records = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
    return try #require(records.first { $0["target"] as? String == id })
  }

  @Test func hasTheColumnsOfTheContract() {
    let header = Sample.contents.render(.targetPathIndicator, as: .csv).split(separator: "\n").first
    #expect(
      header.map(String.init)
        == "reporter,partner,indicator,product,entity,target,goal,unit,deadline,base_year,base_value,last_year,"
        + "last_value,observed_growth,required_growth,ratio,status,score,probability,verdict,reason")
  }

  /// 580 → 1420 million from 2017 to 2023; 2 billion are needed by 2025.
  @Test func standsBesideOurVerdict() throws {
    let record = try record("tr-2bn-2025")
    #expect(record["base_year"] as? Int == 2017)
    #expect(record["base_value"] as? Double == 0.58e9)
    #expect(record["last_year"] as? Int == 2023)
    #expect(record["last_value"] as? Double == 1.42e9)
    let (observed, required) = (pow(1.42 / 0.58, 1 / 6.0) - 1, pow(2 / 0.58, 1 / 8.0) - 1)
    let numbers = ["observed_growth": observed, "required_growth": required, "ratio": observed / required]
    for (name, truth) in numbers {
      let number = try #require(record[name] as? Double)
      #expect(abs(number - truth) < 1e-13, "\(name)")
    }
    #expect(record["status"] as? String == "substantial")
    #expect(record["probability"] as? Double == 0.13)
    #expect(record["verdict"] as? String == "off track")
    #expect(record["reason"] is NSNull)
  }

  @Test(arguments: [
    ("tr-1bn", "open_deadline"), ("gs-120", "not_yearly"), ("vn-x2", "level_not_identified"),
    ("cn-5bn", "base_not_before_deadline"),
  ])
  func saysWhyItDoesNotApply(_ target: String, _ reason: String) throws {
    let record = try record(target)
    #expect(record["reason"] as? String == reason)
    for column in ["base_year", "base_value", "observed_growth", "ratio", "status", "score"] {
      #expect(record[column] is NSNull, "\(column)")
    }
    #expect(record["verdict"] as? String != nil)
  }

  @Test func isATableForPeople() throws {
    let lines = Sample.contents.render(.targetPathIndicator, as: .table).split(separator: "\n").map(String.init)
    #expect(lines[0] == "  years       grew  needed  ratio  score  status       likely  verdict")
    let heading = try #require(lines.firstIndex(of: "at least 2 billion USD by 2025: Belarus–Türkiye: trade turnover"))
    #expect(lines[heading + 1] == "  2017–2023  +16 %   +17 %   0.96   +2.6  substantial    13 %  off track")
    #expect(lines[2] == "  -              -       -      -      -  no deadline    98 %  met")
  }
}
