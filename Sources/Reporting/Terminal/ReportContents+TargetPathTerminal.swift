import Assessment
import TradeSeries

extension ReportContents {
  /// A heading for each target with its deadline, and the two judgements in one row.
  func targetPathTerminalTable(_ names: LedgerNames) -> TerminalTable {
    let style = NumberWords.terminal
    let ordered = targetPaths.inReportOrder(names, by: \.assessment.target.series)
    let tones = Dictionary(
      ordered.flatMap { reading in
        [(reading.assessment.verdict.words(names), reading.assessment.verdict.tone)]
          + (reading.measure.map { [($0.status.rawValue, $0.status.tone)] } ?? [])
      }, uniquingKeysWith: { first, _ in first })
    return TerminalTable(
      columns: [
        .text("years"), .number("grew"), .number("needed"), .number("ratio"), .number("score"), .text("status"),
        .number("likely"), .text("verdict", flexible: true),
      ],
      sections: ordered.map { reading in
        let (assessment, measure) = (reading.assessment, reading.measure)
        let target = assessment.target
        let deadline = target.deadline == .open ? "(no deadline)" : target.deadline.words
        return TerminalTable.Section(
          heading: "\(target.goalWords(style: style)) \(deadline): \(names.series(target.series))",
          rows: [
            [
              measure.map { "\($0.base.year)–\($0.last.year)" } ?? "-",
              measure.map { style.growth($0.observedGrowth, decimals: 0) } ?? "-",
              measure.map { style.growth($0.requiredGrowth, decimals: 0) } ?? "-",
              measure?.ratio.map(style.ratio) ?? "-",
              measure?.score.map { style.signed($0, decimals: 1) } ?? "-",
              measure?.status.rawValue ?? reading.exclusion?.words ?? "-",
              assessment.probability.map(style.probability) ?? "-", assessment.verdict.words(names),
            ]
          ])
      },
      highlights: { tones[$0] })
  }
}

extension TargetPathStatus {
  /// For colour; the word always stands beside it.
  fileprivate var tone: Tone {
    switch self {
    case .achieved, .substantial: .good
    case .moderate: .middling
    case .limited, .deterioration: .bad
    }
  }
}

extension TargetPathExclusion {
  /// At most thirteen letters, for the column of the status.
  fileprivate var words: String {
    switch self {
    case .openDeadline: "no deadline"
    case .notYearly: "not yearly"
    case .levelNotIdentified: "no level"
    case .baseNotBeforeDeadline: "stated late"
    case .tooFewYears: "too few years"
    case .growthOutOfRange: "out of range"
    }
  }
}

extension NumberWords {
  /// A ratio that may be negative, with two decimals; those of 100 and more in size as `>100`.
  fileprivate func ratio(_ value: Double) -> String {
    guard abs(value) < 100 else { return value < 0 ? "<\(minus)100" : ">100" }
    let digits = fixed(abs(value), decimals: 2)
    return value < 0 && digits != "0.00" ? minus + digits : digits
  }
}
