import Assessment
import TradeSeries

/// The answer for one target in plain English, in two parts.
struct AnswerSentence {
  /// What is to be reached, as in `Belarus–Turkey: trade turnover, 1.5 billion USD by 2025`.
  let subject: String
  /// The sentences on it, as in `23 % likely. It needs +31 % a year; the trend is +6 % a year.`
  let finding: String

  init(_ assessment: TargetAssessment, names: LedgerNames, style: NumberWords) {
    let target = assessment.target
    let deadline = target.deadline == .open ? " (no deadline)" : " " + target.deadline.words
    subject = "\(names.series(target.series)), \(target.goalWords(style: style))\(deadline)"
    finding = Self.sentences(assessment, style: style).joined(separator: " ")
  }

  private static func sentences(_ assessment: TargetAssessment, style: NumberWords) -> [String] {
    if case .notIdentified(let reason) = assessment.verdict {
      return ["Not identified: \(reason.words)."]
    }
    var sentences: [String] = []
    if let likelihood = likelihood(assessment, style: style) { sentences.append(likelihood) }
    if let growth = growth(assessment, style: style) { sentences.append(growth) }
    if assessment.target.deadline == .open || assessment.verdict.tone != .good,
      let passage = assessment.firstPassage, let words = words(passage)
    {
      sentences.append(words)
    }
    return sentences
  }

  private static func likelihood(_ assessment: TargetAssessment, style: NumberWords) -> String? {
    guard case .by(let period) = assessment.target.deadline else {
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
  static func words(_ passage: TargetAssessment.FirstPassage) -> String? {
    guard let median = passage.median else {
      return passage.low80.map {
        "Reached first in \($0) at the earliest (10 % likely by then), more likely later than the forecast runs."
      }
    }
    switch (passage.low80, passage.high80) {
    case (let low?, let high?) where low == high: return "First reached in \(median), most likely."
    case (let low?, let high?): return "First reached in \(median) at the median (80 %: \(low)–\(high))."
    case (let low?, nil): return "First reached in \(median) at the median (80 %: \(low) or later)."
    default: return "First reached in \(median) at the median."
    }
  }
}
