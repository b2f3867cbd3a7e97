import Adjustment
import Assessment
import TradeSeries
import Trends

extension PageModel {
  /// The model of a report; `drawings` are those of `charts` and then of `histories`, in order.
  init(
    _ contents: ReportContents, charts: [Chart], histories: [HistoryChart], drawings: [ChartDrawing],
    names: LedgerNames, style: String
  ) {
    let rows = PageRows(contents, names: names)
    let known = contents.ledger.known(on: contents.asOf)
    let summaries = contents.seriesSummaries(names)
    title = contents.title
    (asOf, asOfCode) = (contents.asOf.words, contents.asOf.description)
    (statementCount, targetCount) = (known.statements.count, contents.assessments.count)
    (seriesCount, sourceCount) = (summaries.count, contents.ledger.sources.count)
    (horizon, seed, self.style) = (contents.horizon, "\(contents.seed)", style)
    answers = rows.answers
    unanswered = rows.unanswered
    self.charts = zip(charts, drawings).enumerated().map { rows.chart($1.0, $1.1, number: $0 + 1) }
    self.histories = zip(histories, drawings.dropFirst(charts.count)).enumerated().map {
      rows.history($1.0, $1.1, number: $0 + 1, names: names)
    }
    changes = rows.changes(contents, names: names)
    targets = rows.targets
    series = summaries.filter(\.isIdentified).map(rows.series)
    unidentified = rows.unidentified(summaries)
    conflicts = contents.conflicts.compactMap(rows.conflict)
    globalFindings = contents.globalFindings(names, style: .page)
    specialities = contents.specialities
    unadjusted = contents.unadjusted.compactMap(rows.unadjusted)
    beliefs = contents.hyperparameters.beliefs
    diagnostics = contents.diagnostics.beliefs
    sources = contents.ledger.sources.enumerated().map { SourceRow($1, number: $0 + 1) }
    files = [
      DataFile(name: "adjusted.csv", meaning: "every adjusted figure with its intervals"),
      DataFile(name: "trends.csv", meaning: "growth of every series"),
      DataFile(name: "targets.csv", meaning: "targets and verdicts"),
      DataFile(name: "target_paths.csv", meaning: "probability of each target by year"),
      DataFile(name: "conflicts.csv", meaning: "statements that the others contradict"),
      DataFile(name: "global_tests.csv", meaning: "whether the sums of squares fit, by linked series"),
      DataFile(name: "residuals.csv", meaning: "how each statement stands against the others"),
      DataFile(name: "revisions.csv", meaning: "what changed since the last news, and what moved it"),
      DataFile(name: "datapackage.json", meaning: "what the columns mean"),
    ]
  }
}

extension PageModel.SourceRow {
  /// Only web addresses become links.
  fileprivate init(_ source: Source, number: Int) {
    self.number = number
    title = source.title
    details = [source.publisher, source.published].filter { !$0.isEmpty }.joined(separator: ", ")
    url = source.url.hasPrefix("https://") || source.url.hasPrefix("http://") ? source.url : nil
  }
}
