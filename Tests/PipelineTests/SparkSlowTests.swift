import Foundation
import Testing

/// The job of `examples/spark` on a real Spark: two worker processes on this machine.
@Suite struct SparkSlowTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  private static let python = root.appending(path: ".build/spark/bin/python").path

  /// Each deed is a test of its own in the script, which tells the one that failed.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "`make spark` has not been run"))
  func theJobOnSparkIsASingleRun() throws {
    let folder = Self.root.appending(path: "examples/spark")
    let run = try CommandRun(shell: "TURNOVER=$TURNOVER '\(Self.python)' -B test_panel_job.py", in: folder)
    #expect(run.status == 0, "\(run.errors.suffix(6000))")
    #expect(run.errors.contains("\nOK\n"))
  }
}
