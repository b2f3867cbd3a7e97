import Adjustment
import Assessment
import TradeSeries
import Trends

/// Makes the rows of the page from results, with names for codes and rounded numbers.
struct PageRows {
  private let contents: ReportContents
  private let names: LedgerNames
  private let statements: [String: Statement]
  private let statementsOf: [SeriesKey: [Statement]]
  private let sourceTitles: [String: String]
  private let number = NumberWords.page

  init(_ contents: ReportContents, names: LedgerNames) {
    let known = contents.ledger.known(on: contents.asOf)
    (self.contents, self.names) = (contents, names)
    statements = Dictionary(known.statements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    statementsOf = Dictionary(grouping: known.statements, by: \.series)
    sourceTitles = Dictionary(
      contents.ledger.sources.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: - Targets

  private var orderedAssessments: [TargetAssessment] { contents.assessments.inReportOrder(names) }

  /// One for each target that has an answer.
  var answers: [PageModel.Answer] {
    orderedAssessments.filter { $0.verdict.tone != .unknown }.map { assessment in
      let sentence = AnswerSentence(assessment, names: names, style: number)
      return PageModel.Answer(
        subject: sentence.subject, finding: sentence.finding, verdict: assessment.verdict.words(names),
        symbol: assessment.verdict.symbol, tone: assessment.verdict.tone.rawValue)
    }
  }

  /// How many targets have none; `nil` for none.
  var unanswered: String? {
    let count = contents.assessments.count { $0.verdict.tone == .unknown }
    return count == 0 ? nil : count == 1 ? "One further target" : "\(count) further targets"
  }

  var targets: [PageModel.TargetRow] {
    orderedAssessments.map { assessment in
      let target = assessment.target
      return PageModel.TargetRow(
        series: names.series(target.series), goal: target.goalWords(style: number),
        deadline: target.deadline.words.replacing("by ", with: "", maxReplacements: 1)
          .replacing("in ", with: "", maxReplacements: 1),
        verdict: assessment.verdict.words(names), symbol: assessment.verdict.symbol,
        tone: assessment.verdict.tone.rawValue, probability: assessment.probability.map(number.probability) ?? "",
        needed: assessment.requiredGrowth.map { number.growth($0) } ?? "",
        trend: assessment.trendGrowth.map { number.growth($0) } ?? "",
        ratio: assessment.growthRatio.map { ($0 < 0 ? number.minus : "") + number.fixed(abs($0), decimals: 2) } ?? "",
        passage: assessment.firstPassage?.median.map(String.init) ?? "", source: reference(target.source))
    }
  }

  // MARK: - Series

  func chart(_ chart: Chart, _ drawing: ChartDrawing, number: Int) -> PageModel.ChartFigure {
    let description = ChartDescription(chart, names: names, style: self.number)
    let undrawn = chart.undrawnCount
    return PageModel.ChartFigure(
      number: number, title: description.title, axis: description.axis, description: description.text,
      width: ChartScript.width, height: ChartScript.height, drawing: drawing.elements,
      undrawn: undrawn == 0 ? nil : undrawn == 1 ? "One statement" : "\(undrawn) statements",
      figures: chart.points.map { point in
        PageModel.Figure(
          period: point.period.words, status: point.status.words, isOpen: point.status != .adjusted,
          median: self.number.quantity(point.summary.median),
          interval80: self.number.interval(point.summary.interval80),
          interval95: self.number.interval(point.summary.interval95))
      },
      statements: (statementsOf[chart.series] ?? []).filter { $0.period != nil }.map(row))
  }

  func series(_ summary: SeriesSummary) -> PageModel.SeriesRow {
    let figure = summary.last?.summary
    return PageModel.SeriesRow(
      name: names.series(summary.key), unit: summary.unit?.symbol ?? "", statementCount: summary.statementCount,
      period: summary.last?.period.words ?? "", median: figure.map { number.quantity($0.median) } ?? "",
      interval: figure.map { number.interval($0.interval80) } ?? "",
      growth: summary.trend?.growth.map { number.growth($0) } ?? "",
      growthInterval: summary.trend?.interval80.map(growthInterval) ?? "")
  }

  private func growthInterval(_ range: ClosedRange<Double>) -> String {
    number.growth(range.lowerBound, decimals: 0) + " to " + number.growth(range.upperBound, decimals: 0)
  }

  /// Series and targets without a level, each with the reason.
  func unidentified(_ summaries: [SeriesSummary]) -> [PageModel.UnidentifiedRow] {
    let series = summaries.filter { !$0.isIdentified }.map { summary in
      let growth = summary.trend?.growth.map { " Its trend is \(number.growth($0)) a year." } ?? ""
      return PageModel.UnidentifiedRow(
        name: names.series(summary.key), kind: "series", reason: reason(summary.key) + growth)
    }
    let targets = orderedAssessments.compactMap { assessment -> PageModel.UnidentifiedRow? in
      guard case .notIdentified(let reason) = assessment.verdict else { return nil }
      let target = assessment.target
      return PageModel.UnidentifiedRow(
        name: names.series(target.series) + ", " + target.goalWords(style: number), kind: "target",
        reason: reason.words.prefix(1).uppercased() + reason.words.dropFirst() + ".")
    }
    return series + targets
  }

  /// What the ledger lacks for a series without a level.
  private func reason(_ key: SeriesKey) -> String {
    let dated = (statementsOf[key] ?? []).filter { $0.period != nil }
    if dated.isEmpty { return "No dated statement speaks of it." }
    let hasLevel = dated.contains { $0.unit != nil }
    return hasLevel ? "What was stated leaves its level open." : "Only growth or shares are stated, never a level."
  }

  // MARK: - Statements

  /// `nil` for a statement that is not in the ledger.
  func conflict(_ conflict: Conflict) -> PageModel.ConflictRow? {
    let residual = conflict.residual
    guard let statement = statements[residual.statement] else { return nil }
    let ground =
      switch conflict.ground {
      case .improbable: "far from what the others say"
      case .boundFarOff: "its bound holds, but far from what the others say"
      case .boundImprobable(let probability):
        "the others give its bound \(probability < 0.001 ? "<0.1" : number.fixed(probability * 100, decimals: 1))\(number.gap)%"
      case .boundViolated(let excess): "its bound is passed by \(number.growth(excess))"
      }
    let words = ConflictWords(conflict, names, style: number) { id in
      guard let statement = statements[id] else { return id }
      return "“\(statement.figure.words(unit: statement.unit, style: number))” "
        + "(\(statement.period?.words ?? "undated"), source \(names.sourceNumber(statement.source) ?? 0))"
    }
    return PageModel.ConflictRow(
      series: names.series(residual.series), statement: row(statement),
      stated: residual.words(residual.stated, style: number),
      predicted: residual.predicted.map { residual.words($0, style: number) } ?? "–",
      z: residual.z.map { number.signed($0, decimals: 1) } ?? "–", ground: ground,
      against: conflict.against.compactMap { statements[$0].map(row) },
      findings: [words.verdict, words.runnersUp, words.unidentifiable].compactMap { $0 })
  }

  /// `nil` for a statement that is not in the ledger.
  func unadjusted(_ unadjusted: UnadjustedStatement) -> PageModel.UnadjustedRow? {
    statements[unadjusted.statement].map {
      PageModel.UnadjustedRow(statement: row($0), reason: unadjusted.reason.words)
    }
  }

  /// `nil` for a statement that is not in the ledger.
  func statement(_ id: String) -> PageModel.StatementRow? { statements[id].map(row) }

  private func row(_ statement: Statement) -> PageModel.StatementRow {
    let origin = statement.origin.map { " (by \(names.area($0))'s statistics)" } ?? ""
    return PageModel.StatementRow(
      id: statement.id, series: names.series(statement.series), period: statement.period?.words ?? "undated",
      figure: statement.words(style: number, names: names) + origin, knownOn: statement.knownOn.description,
      note: statement.note, source: reference(statement.source))
  }

  private func reference(_ source: String) -> PageModel.Reference? {
    names.sourceNumber(source).map { PageModel.Reference(number: $0, title: sourceTitles[source] ?? source) }
  }
}
