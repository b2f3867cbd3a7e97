import Foundation
import Testing

/// The page of a report in a browser.
@Suite struct PageSlowTests {
  private static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The page stands in a frame of the wanted width, since a window has a least width of its own.
  @Test(.enabled(if: browser != nil, "no Chromium is installed"), arguments: [1280, 390])
  func hasNoHorizontalOverflow(_ width: Int) throws {
    let browser = try #require(Self.browser)
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("target-open-met")
    let report = try CommandRun(["report", "ledger", "--out", "out"], in: scratch.url)
    try #require(report.status == 0, "\(report.errors)")
    let frame = """
      <!doctype html><iframe id="f" src="out/index.html" style="border:0;width:\(width)px;height:2000px"></iframe>
      <script>f.onload = () => { const r = f.contentDocument.documentElement;
      document.title = r.scrollWidth + " " + r.clientWidth + " " + f.contentDocument.querySelectorAll("table").length; }</script>
      """
    try frame.write(toFile: scratch.path("frame.html"), atomically: true, encoding: .utf8)
    let line = """
      HOME=$PWD '\(browser)' --headless --hide-scrollbars --no-sandbox --disable-gpu --allow-file-access-from-files \
      --user-data-dir=profile --virtual-time-budget=10000 --dump-dom "file://$PWD/frame.html"
      """
    let run = try CommandRun(shell: line, in: scratch.url)
    let title = try #require(run.output.firstMatch(of: /<title>([0-9 ]+)<\/title>/), "\(run.output)\n\(run.errors)")
    let numbers = title.1.split(separator: " ").compactMap { Int($0) }
    #expect(numbers.count == 3 && numbers[1] == width && numbers[0] <= width && numbers[2] > 0, "\(numbers)")
  }
}
