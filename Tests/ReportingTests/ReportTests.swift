import Reporting
import Testing

@Suite struct ReportTests {
  @Test func sameContentsGiveTheSameBytes() async throws {
    let (first, second) = (try await Report(Sample.contents), try await Report(Sample.contents))
    #expect(first.files == second.files)
  }
}
