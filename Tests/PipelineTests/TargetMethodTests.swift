import Foundation
import Testing

/// `targets --method`: the case `target-path` from the ledger to the standard output.
@Suite struct TargetMethodTests {
  private func targets(_ arguments: [String]) throws -> CommandRun {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("target-path")
    return try CommandRun(["targets", "ledger", "--horizon", "1"] + arguments, in: scratch.url)
  }

  /// +10 % a year is half of the +20 % of 172.8, more than the 9.1 % of 130, and away from a ceiling of 110.
  @Test func eurostatJudgesByTwoMedians() throws {
    let run = try targets(["--method", "eurostat", "--format", "json"])
    #expect(run.status == 0 && run.errors.isEmpty)
    let records = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(records.map { $0["status"] as? String } == ["limited", "substantial", "deterioration", nil])
    #expect(records.map { $0["reason"] as? String } == [nil, nil, nil, "open_deadline"])
    let ratios = [0.5, 0.1 / (cbrt(1.3) - 1), -0.1 / (cbrt(1.1) - 1)]
    for (record, ratio) in zip(records, ratios) {
      #expect(record["base_year"] as? Int == 2020 && record["last_year"] as? Int == 2022)
      let observed = try #require(record["observed_growth"] as? Double)
      #expect(abs(observed - 0.1) < 0.001)
      let number = try #require(record["ratio"] as? Double)
      #expect(abs(number / ratio - 1) < 0.02)
      #expect(record["probability"] as? Double != nil)
    }
  }

  @Test func eurostatFitsATerminal() throws {
    let run = try targets(["--method", "eurostat"])
    let lines = run.output.split(separator: "\n")
    #expect(lines.first == "  years       grew  needed  ratio  score  status         likely  verdict")
    #expect(lines.contains { $0.contains("2020–2022  +10 %   +20 %   0.50   -0.4  limited") })
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func posteriorIsTheDefault() throws {
    let (given, plain) = (try targets(["--method", "posterior"]), try targets([]))
    #expect(given.status == 0 && given.output == plain.output)
    #expect(plain.output.hasPrefix("  by "))
  }

  @Test func anotherMethodIsWrongUsage() throws {
    let run = try targets(["--method", "oecd"])
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains("oecd") && run.errors.contains("eurostat"))
    #expect(try CommandRun(["trend", "--method", "eurostat"]).status == 2)
  }
}
