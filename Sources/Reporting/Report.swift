import Mustache

/// The whole report in memory: CSV files, `datapackage.json`, `report.md` and `index.html`.
public struct Report: Sendable {
  /// The files, in order of name.
  public let files: [ReportFile]

  /// Names of all files that a report has, or had in an earlier version.
  static let fileNames: Set<String> = [
    "adjusted.csv", "conflicts.csv", DataPackage.fileName, "global_tests.csv", "index.html", "report.md",
    "residuals.csv", "revisions.csv", "target_paths.csv", "targets.csv", "trends.csv",
  ]

  /// Makes all files; the same contents give the same bytes.
  ///
  /// - Throws: `.chartProgramMissing` when gnuplot is not installed, `.chartProgramFailed` when it fails.
  /// - Complexity: O(figures + statements), and one gnuplot process for all charts.
  public init(_ contents: ReportContents) async throws(ReportError) {
    try await self.init(contents, gnuplot: Gnuplot())
  }

  init(_ contents: ReportContents, gnuplot: Gnuplot) async throws(ReportError) {
    let names = LedgerNames(contents.ledger)
    let charts = contents.charts(names)
    let histories = contents.histories.map { HistoryChart($0) }
    let drawings = try await gnuplot.draw(charts, histories).map(ChartDrawing.init)
    let model = PageModel(
      contents, charts: charts, histories: histories, drawings: drawings, names: names, style: Templates.styleSheet)
    let tables = [
      ("adjusted.csv", contents.adjustedTable), ("conflicts.csv", contents.conflictTable),
      ("global_tests.csv", contents.globalTestTable),
      ("residuals.csv", contents.residualTable),
      ("revisions.csv", RevisionContents.table(of: contents.revisions)), ("target_paths.csv", contents.targetPathTable),
      ("targets.csv", contents.targetTable), ("trends.csv", contents.trendTable),
    ]
    let package = DataPackage(title: contents.title, version: contents.asOf.description, tables: tables)
    files =
      (tables.map { ReportFile(name: $0, text: $1.csv) } + [
        ReportFile(name: DataPackage.fileName, text: package.json),
        ReportFile(name: "index.html", text: Templates.page.render(model)),
        ReportFile(name: "report.md", text: Templates.markdown.render(model)),
      ]).sorted { $0.name < $1.name }
  }
}
