import TradeSeries

@testable import Adjustment

/// Planted kinds against named kinds.
struct ConfusionTable {
  private let outcomes: [PlantedFaultSlowTests.Outcome]

  init(_ outcomes: [PlantedFaultSlowTests.Outcome]) { self.outcomes = outcomes }

  /// One row a planted kind: how many, how many detectable, and of these found, named rightly, and named what else.
  var markdown: String {
    let kinds = Set(outcomes.map(\.fault.slip.kind)).sorted()
    let rows = kinds.map { kind in row(kind, outcomes.filter { $0.fault.slip.kind == kind }) }
    return """
      | planted | copies | detectable | of these found | rightly named | named instead |
      |---|---:|---:|---:|---:|---|
      \((rows + [row("all", outcomes)]).joined(separator: "\n"))
      """
  }

  private func row(_ name: String, _ own: [PlantedFaultSlowTests.Outcome]) -> String {
    let detectable = own.filter(\.isDetectable)
    let wrong = detectable.filter { !$0.isNamed }.map { outcome in
      guard let best = outcome.named.first else { return "nothing" }
      guard let part = best.parts.first else { return "chance" }
      if best.parts.count > 1 { return "several" }
      return part.slip.kind + (part.statements.contains(outcome.fault.spoilt.id) ? "" : " elsewhere")
    }
    let others =
      name == "all"
      ? "" : Set(wrong).sorted().map { kind in "\(kind) \(wrong.count { $0 == kind })" }.joined(separator: ", ")
    return "| \(name) | \(own.count) | \(detectable.count) | \(detectable.count(where: \.isFound)) | "
      + "\(detectable.count(where: \.isNamed)) | \(others) |"
  }
}

extension Slip {
  /// The word of its code without what it says.
  var kind: String { String(code.prefix { $0 != ":" }) }
}

extension SlipHypothesis {
  /// Whether it says this one slip of a figure, and no other.
  func isOnly(_ slip: Slip, of statement: String) -> Bool {
    parts.count == 1 && parts[0].slip == slip && parts[0].statements.contains(statement)
  }
}
