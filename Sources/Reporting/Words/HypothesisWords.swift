import Adjustment
import Foundation
import TradeSeries

extension Slip {
  /// What would have happened: `its amount is in CNY`.
  func words(_ names: LedgerNames) -> String {
    switch self {
    case .thousandfold: "it is stated a thousand times too large"
    case .thousandth: "it is stated a thousand times too small"
    case .currency(let unit): "its amount is in \(unit.code)"
    case .part(let period): "it is the figure of \(period.words)"
    case .year(let period): "it is the figure of \(period.words)"
    case .index: "the per cent are the ratio itself, not a change"
    case .change: "the ratio is a change by so much"
    case .indicator(let code): "it is the figure of \(names.indicator(code).lowercased())"
    case .origin(let area): "it is from the statistics of \(names.area(area))"
    case .unnamed: "an error of no named kind"
    }
  }
}

/// What a conflict's hypotheses say, for people; `subject` names a statement.
struct ConflictWords {
  private let conflict: Conflict
  private let names: LedgerNames
  private let style: NumberWords
  private let subject: (String) -> String
  /// Less likely ones than the best that are told of.
  private static let runnersUp = 2
  /// Tied ones that are told of.
  private static let tied = 4

  init(_ conflict: Conflict, _ names: LedgerNames, style: NumberWords, subject: @escaping (String) -> String) {
    (self.conflict, self.names, self.style, self.subject) = (conflict, names, style, subject)
  }

  /// `Probably …: it is the figure of January–June 2022 (odds 300 : 1 against the next).`; ties side by side.
  ///
  /// `Perhaps …` where all others together are likelier, or where nothing tells which figure it is.
  var verdict: String? {
    let likeliest = conflict.likeliest
    guard let best = likeliest.first else { return nil }
    if likeliest.count > 1 { return tie(likeliest) }
    let odds = conflict.logOdds.map { " (odds \(oddsWords($0)) against the next)" } ?? ""
    if best.parts.isEmpty { return "Perhaps chance: \(told(best.parts))\(odds)." }
    let isNamed = best.parts.contains { $0.slip != .unnamed }
    let isMore = conflict.hypotheses.reduce(0) { $0 + exp($1.logOdds - best.logOdds) } < 2
    let certainty = isMore && conflict.unidentifiable.isEmpty ? "Probably " : "Perhaps "
    return (isNamed ? certainty : "No named slip explains it; ") + told(best.parts) + odds + "."
  }

  /// What tied hypotheses share is told once.
  private func tie(_ likeliest: [SlipHypothesis]) -> String {
    let common = likeliest[0].parts.filter { part in likeliest.allSatisfy { $0.parts.contains(part) } }
    let texts = likeliest.prefix(Self.tied).map { hypothesis in
      told(hypothesis.parts.filter { !common.contains($0) })
    }
    let shared = common.isEmpty ? "" : "; with each, " + told(common)
    return "Tied: " + texts.joined(separator: "; or ") + shared + "."
  }

  /// `Else …` for the runners-up.
  var runnersUp: String? {
    let rest = conflict.hypotheses.dropFirst(conflict.likeliest.count).prefix(Self.runnersUp)
      .map { told($0.parts) }
    return rest.isEmpty ? nil : "Else " + rest.joined(separator: "; or ") + "."
  }

  /// Which statements cannot be told apart.
  var unidentifiable: String? {
    let sets = conflict.unidentifiable.map { "{" + $0.map(subject).joined(separator: ", ") + "}" }
    return sets.isEmpty ? nil : "unidentifiable: " + sets.joined(separator: ", ")
  }

  private func told(_ parts: [SlipHypothesis.Part]) -> String {
    if parts.isEmpty { return "nothing slipped" }
    return parts.map { part in
      part.statements.map(subject).joined(separator: " and ") + ": " + part.slip.words(names)
    }.joined(separator: ", and ")
  }

  /// `12 : 1`; what the model says of more than a million is no more than that it is much.
  private func oddsWords(_ logOdds: Double) -> String {
    guard logOdds < log(1e6) else { return "over 10^6 : 1" }
    let odds = exp(logOdds)
    return style.fixed(odds, significant: odds < 10 ? 2 : 3) + " : 1"
  }
}

extension GlobalTest {
  /// `Global test: sum of squares 12.3 on 8.1 degrees of freedom, p = 0.14`.
  func words(style: NumberWords) -> String {
    let sum = style.fixed(statistic, significant: 3)
    let freedom = style.fixed(degreesOfFreedom, decimals: 1)
    let chance =
      probability.map { $0 < 0.001 ? "p " + style.p($0) : "p = " + style.p($0) } ?? "nothing to test"
    return "sum of squares \(sum) on \(freedom) degrees of freedom, \(chance)"
  }
}

extension NumberWords {
  /// A probability of a test: two digits, `< 0.001` below.
  func p(_ probability: Double) -> String {
    probability < 0.001 ? "< 0.001" : fixed(min(probability, 1), decimals: probability < 0.1 ? 3 : 2)
  }
}
