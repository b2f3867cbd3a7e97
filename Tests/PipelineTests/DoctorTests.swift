import Foundation
import Testing

/// The command's examination of itself.
@Suite struct DoctorTests {
  @Test func findsEverythingThatItMust() throws {
    let run = try CommandRun(["doctor", "--format", "json"])
    let records = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    let items = records.compactMap { $0["item"] as? String }
    for item in [
      "turnover", "OpenBLAS", "OpenBLAS build", "OpenBLAS kernel", "OpenBLAS threads", "LAPACK", "Longley", "Filip",
      "Wampler5", "matrix product", "memory", "gnuplot", "jupyter", "pyspark",
    ] {
      #expect(items.contains(item), "\(item)")
    }
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    for record in records where record["section"] as? String == "certified digits" {
      #expect(record["status"] as? String == "ok", "\(record)")
    }
  }

  @Test func tableFitsTheTerminal() throws {
    let run = try CommandRun(["doctor"])
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// Without the program that draws charts it fails, and says what to install.
  @Test func missingChartProgramIsAFault() throws {
    let run = try CommandRun(shell: "PATH=/nowhere \"$TURNOVER\" doctor")
    #expect(run.status == 1)
    #expect(run.errors == "gnuplot: missing; apt-get install gnuplot-nox\n")
    #expect(run.output.contains("pyspark"))
  }
}
