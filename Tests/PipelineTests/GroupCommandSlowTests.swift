import Foundation
import Testing

/// The verbs on groups of series, on the shipped ledger.
@Suite struct GroupCommandSlowTests {
  private func table(_ arguments: [String]) throws -> [[String: String]] {
    let run = try CommandRun(arguments + ["--format", "csv"])
    try #require(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test(arguments: ["partner", "region", "product"]) func contributionsAddUpToTheWhole(_ dimension: String) throws {
    var (sum, share, wholes) = (0.0, 0.0, 0)
    for row in try table(["decompose", "--by", dimension]) {
      let contribution = try #require(Double(row["contribution"] ?? ""))
      if row["role"] == "whole" {
        #expect(abs(sum - contribution) < 1e-13 && abs(share - 1) < 1e-13, "\(row)")
        (sum, share, wholes) = (0, 0, wholes + 1)
      } else {
        sum += contribution
        share += try #require(Double(row["share_last"] ?? ""))
      }
    }
    #expect(wholes > 0)
  }

  @Test func concentrationLiesBetweenItsBounds() throws {
    let rows = try table(["concentration"])
    #expect(!rows.isEmpty)
    for row in rows {
      let (index, count) = (try #require(Double(row["herfindahl"] ?? "")), try #require(Double(row["n"] ?? "")))
      #expect(index >= 1 / count && index <= 1 + 1e-15)
    }
  }

  @Test func poolingNamesEveryMember() throws {
    let rows = try table(["pool"])
    let members = rows.filter { $0["role"] == "member" && $0["method"] == "hierarchical" }
    #expect(Set(members.compactMap { $0["partner"] }).isSuperset(of: ["CN", "TR", "VN"]))
  }

  @Test func yearsAreChecked() throws {
    let run = try CommandRun(["decompose", "--from", "2023", "--to", "2022"])
    #expect(run.status == 2 && run.errors.contains("--from 2023"))
    let none = try CommandRun(["decompose", "--from", "1901", "--to", "1902"])
    #expect(none.status == 1 && none.errors.split(separator: "\n").count == 1)
  }
}
