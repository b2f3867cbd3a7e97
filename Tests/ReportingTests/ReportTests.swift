import Foundation
import Testing

@testable import Reporting

@Suite struct ReportTests {
  private static func file(_ name: String) async throws -> String {
    let report = try await Report(Sample.contents)
    return try #require(report.files.first { $0.name == name }).text
  }

  @Test func sameContentsGiveTheSameBytes() async throws {
    let (first, second) = (try await Report(Sample.contents), try await Report(Sample.contents))
    #expect(first.files == second.files)
    #expect(Set(first.files.map(\.name)) == Report.fileNames)
  }

  @Test func thePageStandsAlone() async throws {
    let page = try await Self.file("index.html")
    #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("<img"))
    #expect(!page.contains("@import") && !page.contains("url(") && !page.contains(" src="))
    #expect(!page.contains("{{") && !page.contains("Optional("))
    let ids = page.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    let anchors = page.matches(of: #/href=["']#([^"']*)["']/#).map { String($0.output.1) }
    #expect(Set(anchors).subtracting(ids).isEmpty)
  }

  @Test func thePageIsAccessible() async throws {
    let page = try await Self.file("index.html")
    #expect(page.contains("<html lang=\"en\">") && page.contains("<main>") && page.contains("<nav aria-label="))
    let charts = page.matches(of: #/<svg class="chart" role="img"/#).count
    #expect(charts == 6)
    #expect(
      page.matches(of: #/<title id="chart-\d+-title">[^<]+</title>\n<desc id="chart-\d+-text">[^<]+<\/desc>/#).count
        == charts)
    #expect(!page.contains("<th>") && !page.contains("<th class"))
    let tables = page.matches(of: #/<table/#).count
    #expect(page.matches(of: #/<caption>/#).count == tables)
  }

  /// Text of the ledger cannot become markup, and only web addresses become links.
  @Test func ledgerTextStaysText() async throws {
    let page = try await Self.file("index.html")
    #expect(page.contains("Ten months &lt;b&gt;of&lt;/b&gt; trade"))
    #expect(!page.contains("javascript:"))
    #expect(page.contains("href=\"https://example.org/a?b=1&amp;c=2\""))
    let markdown = try await Self.file("report.md")
    #expect(markdown.contains(#"Ten months \<b>of\</b> trade"#))
    #expect(markdown.contains(#"not told \| "maybe""#))
    #expect(!markdown.contains("javascript:"))
  }

  @Test func thePageSaysWhatIsKnownAndWhatIsNot() async throws {
    let page = try await Self.file("index.html")
    #expect(
      page.contains(
        "As of <time datetime=\"2024-01-31\">31 January 2024</time> · 25 statements on 9 series · 11 targets"))
    #expect(page.contains("2 further targets cannot be judged"))
    for assessment in Sample.assessments {
      #expect(
        page.contains(
          "</span> \(assessment.verdict.words(LedgerNames(Sample.ledger)).replacing("'", with: "&#39;"))</span>"))
    }
    #expect(page.contains("Only growth or shares are stated, never a level. Its trend is +25.0\u{00A0}% a year."))
    #expect(page.contains("20240131") && page.contains("1.0031"))
    #expect(page.contains("0.24 · V^\u{2212}0.2, kept within 0.1–0.6"))
    #expect(page.contains("<strong>4.4\u{00A0}billion USD</strong> for January–June 2023"))
  }

  @Test func markdownRowsHaveTheirColumns() async throws {
    let lines = try await Self.file("report.md").split(separator: "\n")
    for line in lines where line.hasPrefix("| ") {
      let cells = line.replacing("\\|", with: "").count { $0 == "|" } - 1
      #expect([2, 3, 6, 8, 10].contains(cells), "\(line)")
    }
    #expect(lines.first == "# Belarus’s trade with Asia")
  }

  @Test func theDataPackageDescribesEveryColumn() async throws {
    let report = try await Report(Sample.contents)
    let text = try #require(report.files.first { $0.name == "datapackage.json" }).text
    let package = try JSONDecoder().decode(DataPackage.self, from: Data(text.utf8))
    #expect(package.name == "tradeturnover-report" && package.version == "2024-01-31")
    #expect(package.resources.map(\.path) == report.files.map(\.name).filter { $0.hasSuffix(".csv") })
    for resource in package.resources {
      let header = report.files.first { $0.name == resource.path }?.text.split(separator: "\n").first
      #expect(header.map(String.init) == resource.schema.fields.map(\.name).joined(separator: ","))
    }
  }

  /// Without statements there is a page that says so.
  @Test func anEmptyLedgerHasAReport() async throws {
    var contents = Sample.contents
    (contents.figures, contents.residuals, contents.conflicts, contents.unadjusted) = ([], [], [], [])
    (contents.trends, contents.assessments) = ([], [])
    contents.ledger.statements = []
    let page = try #require(try await Report(contents).files.first { $0.name == "index.html" }).text
    #expect(page.contains("None of the targets can be judged") && page.contains("The ledger has no targets."))
    #expect(!page.contains("id=\"charts\""))
  }
}
