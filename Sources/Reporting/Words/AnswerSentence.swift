import Assessment
import TradeSeries

/// The answer for one target in plain English, in two parts.
struct AnswerSentence {
  /// What is to be reached, as in `Belarus–Turkey: trade turnover, 1.5 billion USD by 2025`.
  let subject: String
  /// What is known of it, as in `23 % likely; it needs +31 % a year, the trend is +6 %`.
  let finding: String

  init(_ assessment: TargetAssessment, names: LedgerNames, style: NumberWords) {
    let target = assessment.target
    let deadline = target.deadline == .open ? " (no deadline)" : " " + target.deadline.words
    subject = "\(names.series(target.series)), \(target.goalWords(style: style))\(deadline)"
    finding = Self.sentences(assessment, names: names, style: style).joined(separator: " ")
  }

  private static func sentences(
    _ assessment: TargetAssessment, names: LedgerNames, style: NumberWords
  ) -> [String] {
    if case .notIdentified(let reason) = assessment.verdict {
      return ["Not identified: \(reason.words)."]
    }
    var sentences: [String] = []
    if let likelihood = likelihood(assessment, style: style) {
      let isByOrigin = if case .metByOrigin = assessment.verdict { true } else { false }
      let own = "By \(names.area(assessment.target.series.reporter))'s own figures "
      sentences.append((isByOrigin ? own : "") + likelihood)
    }
    if let growth = growth(assessment, style: style) { sentences.append(growth) }
    if assessment.target.deadline == .open || assessment.verdict.tone != .good,
      let passage = assessment.firstPassage, let words = words(passage, style: style)
    {
      sentences.append(words)
    }
    return sentences
  }

  private static func likelihood(_ assessment: TargetAssessment, style: NumberWords) -> String? {
    guard case .by(let period) = assessment.target.deadline else {
      if assessment.verdict == .met { return assessment.probability.map { "\(style.probability($0)) likely." } }
      guard let first = assessment.path.first, let last = assessment.path.last else {
        return assessment.probability.map { "\(style.probability($0)) likely." }
      }
      let start = "\(style.probability(first.probability)) likely in \(first.year)"
      return last.year == first.year ? start + "." : start + ", \(style.probability(last.probability)) in \(last.year)."
    }
    guard let probability = assessment.probability else { return nil }
    switch assessment.verdict {
    case .met, .likelyMet, .likelyMissed, .missed, .metByOrigin:
      return "\(style.probability(probability)) likely that \(period.words) reached it."
    case .onTrack, .uncertain, .offTrack, .notIdentified:
      return "\(style.probability(probability)) likely."
    }
  }

  private static func growth(_ assessment: TargetAssessment, style: NumberWords) -> String? {
    func rounded(_ growth: Double) -> String { style.growth(growth, decimals: abs(growth) < 0.0095 ? 1 : 0) }
    switch (assessment.verdict, assessment.requiredGrowth, assessment.trendGrowth) {
    case (.onTrack, let required?, let trend?), (.uncertain, let required?, let trend?),
      (.offTrack, let required?, let trend?):
      return "It needs \(rounded(required)) a year; the trend is \(rounded(trend)) a year."
    case (.onTrack, nil, let trend?), (.uncertain, nil, let trend?), (.offTrack, nil, let trend?):
      return "The trend is \(rounded(trend)) a year."
    default: return nil
    }
  }

  /// A first passage, as far as the simulated years reach.
  private static func words(_ passage: TargetAssessment.FirstPassage, style: NumberWords) -> String? {
    let level = "80\(style.gap)%"
    switch (passage.low80, passage.median, passage.high80) {
    case (let low?, let median?, let high?) where low == high && low == median: return "First reached in \(median)."
    case (let low?, let median?, let high?): return "First reached in \(median) (\(level) interval \(low)–\(high))."
    case (let low?, let median?, nil): return "First reached in \(median) (\(level) interval from \(low))."
    case (nil, let median?, _): return "First reached in \(median)."
    case (let low?, nil, _): return "Not before \(low) with any confidence."
    case (nil, nil, _): return nil
    }
  }
}
