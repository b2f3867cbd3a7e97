import Foundation
import Reporting
import Testing

@Suite struct ReportTests {
  @Test func sameContentsGiveTheSameBytes() async throws {
    let (first, second) = (try await Report(Sample.contents), try await Report(Sample.contents))
    #expect(first.files == second.files)
    if let out = ProcessInfo.processInfo.environment["REPORT_SAMPLE"] {
      let clock = ContinuousClock()
      let start = clock.now
      let report = try await Report(Sample.contents)
      try ReportFolder(path: out).write(report.files)
      print("TIME", clock.now - start)
      for kind in ResultKind.allCases { print(Sample.contents.render(kind, as: .table)) }
    }
  }
}
