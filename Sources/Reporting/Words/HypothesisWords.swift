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

extension SlipHypothesis {
  /// Odds in words: `12 : 1`, from a million on as a power of ten.
  func oddsWords(style: NumberWords) -> String {
    let power = logOdds / log(10.0)
    guard power < 6 else { return "10^\(Int(power.rounded(.down))) : 1" }
    let odds = exp(logOdds)
    return style.fixed(odds, significant: odds < 10 ? 2 : 3) + " : 1"
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

  init(_ conflict: Conflict, _ names: LedgerNames, style: NumberWords, subject: @escaping (String) -> String) {
    (self.conflict, self.names, self.style, self.subject) = (conflict, names, style, subject)
  }

  /// `Probably …: it is the figure of January–June 2022 (odds 300 : 1).`; ties side by side.
  var verdict: String? {
    let likeliest = conflict.likeliest
    guard let best = likeliest.first else { return nil }
    let texts = likeliest.prefix(4).map(told)
    if likeliest.count > 1 { return "Tied: " + texts.joined(separator: "; or ") + "." }
    return (best.slip == .unnamed ? "No named slip explains it; " : "Probably ") + texts[0] + "."
  }

  /// `Else …` for the runners-up.
  var runnersUp: String? {
    let rest = conflict.hypotheses.dropFirst(conflict.likeliest.count).prefix(Self.runnersUp).map(told)
    return rest.isEmpty ? nil : "Else " + rest.joined(separator: "; ") + "."
  }

  /// Which statements cannot be told apart.
  var unidentifiable: String? {
    let members = conflict.unidentifiable
    return members.isEmpty ? nil : "unidentifiable: {" + members.map(subject).joined(separator: ", ") + "}"
  }

  private func told(_ hypothesis: SlipHypothesis) -> String {
    "\(subject(hypothesis.statement)): \(hypothesis.slip.words(names)) (odds \(hypothesis.oddsWords(style: style)))"
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
