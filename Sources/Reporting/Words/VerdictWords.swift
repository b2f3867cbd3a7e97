import Adjustment
import Assessment
import TradeSeries

/// How good or bad a verdict is, for its colour.
enum Tone: String {
  case good, middling, bad, unknown
}

extension Verdict {
  /// For colour; the words of the verdict always stand beside it.
  var tone: Tone {
    switch self {
    case .met, .metByOrigin, .likelyMet, .onTrack: .good
    case .uncertain: .middling
    case .likelyMissed, .missed, .offTrack: .bad
    case .notIdentified: .unknown
    }
  }

  /// A sign that differs without colour.
  var symbol: String {
    switch self {
    case .met, .metByOrigin: "✓"
    case .likelyMet, .onTrack: "▲"
    case .uncertain: "◆"
    case .likelyMissed, .offTrack: "▼"
    case .missed: "✕"
    case .notIdentified: "?"
    }
  }

  /// The words of the contract with the origin by its name.
  func words(_ names: LedgerNames) -> String {
    if case .metByOrigin(let origin) = self { return "met by \(names.area(origin))'s statistics" }
    return description
  }
}

extension NotIdentifiedReason {
  var words: String {
    switch self {
    case .noStatements: "no dated statement speaks of it"
    case .noLevel: "only growth or shares are stated, never a level"
    case .noRate: "the ledger has no exchange rate for the goal's currency"
    case .baseUnknown: "the deadline or base period is not among the adjusted ones"
    }
  }
}

extension UnadjustedStatement.Reason {
  var words: String {
    switch self {
    case .undated: "it cannot be placed in time"
    case .balanceAroundZero: "a balance between a deficit and a surplus has no relative error"
    case .ratioOfBalance: "a growth or share of a balance, which may be negative, has no logarithm"
    }
  }
}
