/// What the templates of the page and of the Markdown report fill in: text only, rounded and in order.
struct PageModel {
  struct Answer {
    let subject: String
    let finding: String
    let verdict: String
    let symbol: String
    let tone: String
  }

  struct Reference {
    let number: Int
    let title: String
  }

  struct Figure {
    let period: String
    let status: String
    let isOpen: Bool
    let median: String
    let interval80: String
    let interval95: String
  }

  struct StatementRow {
    let id: String
    let series: String
    let period: String
    let figure: String
    let knownOn: String
    let note: String
    let source: Reference?
  }

  struct ChartFigure {
    let number: Int
    let title: String
    let axis: String
    let description: String
    let width: Int
    let height: Int
    let drawing: String
    let undrawn: String?
    let figures: [Figure]
    let statements: [StatementRow]
  }

  struct TargetRow {
    let series: String
    let goal: String
    let deadline: String
    let verdict: String
    let symbol: String
    let tone: String
    let probability: String
    let needed: String
    let trend: String
    let ratio: String
    let passage: String
    let source: Reference?
  }

  struct SeriesRow {
    let name: String
    let unit: String
    let statementCount: Int
    let period: String
    let median: String
    let interval: String
    let growth: String
    let growthInterval: String
  }

  struct UnidentifiedRow {
    let name: String
    let kind: String
    let reason: String
  }

  struct ConflictRow {
    let series: String
    let statement: StatementRow
    let stated: String
    let predicted: String
    let z: String
    let ground: String
    let against: [StatementRow]
    let findings: [String]
  }

  struct UnadjustedRow {
    let statement: StatementRow
    let reason: String
  }

  struct Belief {
    let name: String
    let value: String
  }

  struct SourceRow {
    let number: Int
    let title: String
    let details: String
    let url: String?
  }

  struct DataFile {
    let name: String
    let meaning: String
  }

  let title: String
  let asOf: String
  let asOfCode: String
  let statementCount: Int
  let targetCount: Int
  let seriesCount: Int
  let sourceCount: Int
  let horizon: Int
  let seed: String
  let style: String
  let answers: [Answer]
  let unanswered: String?
  let charts: [ChartFigure]
  let histories: [HistoryFigure]
  let changes: Changes?
  let targets: [TargetRow]
  let series: [SeriesRow]
  let unidentified: [UnidentifiedRow]
  let conflicts: [ConflictRow]
  let globalFindings: [String]
  let specialities: [String]
  let unadjusted: [UnadjustedRow]
  let beliefs: [Belief]
  let diagnostics: [Belief]
  let sources: [SourceRow]
  let files: [DataFile]

  var hasCharts: Bool { !charts.isEmpty }
}
