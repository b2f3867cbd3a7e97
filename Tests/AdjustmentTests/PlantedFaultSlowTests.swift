import Foundation
import Ledger
import Statistics
import Testing
import TradeSeries

@testable import Adjustment

/// A hundred copies of the shipped ledger with one named slip each: those that the others can show are found and named.
@Suite struct PlantedFaultSlowTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// Statements that the shipped ledger's others contradict already.
  static let contradicted: Set<String> = ["by-cn-butb-2022", "by-ma-mn-turnover-2020", "by-cn-taomu-growth-2023"]

  static func cleanLedger() throws -> StatementLedger {
    var ledger = try LedgerFolder(root.appending(path: "datasets/belarus-asia").path).read()
    ledger.statements.removeAll { contradicted.contains($0.id) }
    ledger.targets = []
    return ledger
  }

  /// What became of one fault.
  struct Outcome {
    let fault: PlantedFaults.Fault
    /// Redundancy of the spoilt figure's σ in the clean ledger; of one moved to another quantity, in the copy.
    ///
    /// Far off, a wall hides how well others know it.
    let redundancy: Double
    /// Distance of the spoilt figure from the clean ledger's value of what it speaks of, in its σ.
    let shift: Double?
    let isFound: Bool
    let named: [SlipHypothesis]

    var isDetectable: Bool { redundancy > 0.3 && (shift ?? 0) > 5 }
    var isNamed: Bool { named.contains { $0.isOnly(fault.slip, of: fault.spoilt.id) } }
  }

  /// All faults of the statements that others check, and as many of the rest, kind by kind, as make a hundred.
  static func hundred(_ planted: PlantedFaults, _ ledger: StatementLedger, _ checked: Set<String>) -> [PlantedFaults
    .Fault]
  {
    let all = ledger.statements.flatMap { planted.faults(of: $0) }
    var generator = PhiloxGenerator(seed: 4, stream: 0)
    let rest = all.filter { !checked.contains($0.spoilt.id) }.shuffled(using: &generator)
    var byKind = Dictionary(grouping: rest, by: \.slip.kind)
    var chosen = all.filter { checked.contains($0.spoilt.id) }
    while chosen.count < 100 {
      for kind in byKind.keys.sorted() where chosen.count < 100 { chosen += byKind[kind]?.popLast().map { [$0] } ?? [] }
    }
    return chosen
  }

  @Test func ninetyInAHundredDetectableOnesAreNamed() throws {
    let ledger = try Self.cleanLedger()
    let asOf = try #require(ledger.latestDate)
    let clean = try SolvedModes(ledger, asOf: asOf, horizon: 1)
    let base = try ConflictAnalysis(ledger, asOf: asOf)
    #expect(base.conflicts.isEmpty, "\(base.conflicts.map(\.residual.statement))")
    let planted = PlantedFaults(ledger) { clean.logValue(of: $0).map { exp($0) } }
    let redundancies = Dictionary(uniqueKeysWithValues: base.residuals.map { ($0.statement, $0.redundancy) })
    let faults = Self.hundred(planted, ledger, Set(redundancies.filter { $0.value > 0.3 }.keys))
    #expect(faults.count == 100)
    let outcomes = try parallelMap(faults) { fault in
      Result { try Self.outcome(of: fault, ledger, asOf, clean, redundancies) }
    }.map { try $0.get() }
    let detectable = outcomes.filter(\.isDetectable)
    let named = detectable.count(where: \.isNamed)
    #expect(detectable.count >= 20)
    #expect(Double(named) >= 0.9 * Double(detectable.count), "\(named) of \(detectable.count)")
    try Self.expectInDocumentation(ConfusionTable(outcomes).markdown)
  }

  /// The same in ledgers drawn from the model, which check their statements more: a hundred detectable faults.
  @Test func ninetyInAHundredAreNamedInDrawnLedgers() throws {
    let beliefs = SimulatedLedgers.hyperparameters
    var ledgers = SimulatedLedgers(seed: 5, hasBounds: true)
    var generator = PhiloxGenerator(seed: 6, stream: 0)
    var outcomes: [Outcome] = []
    while outcomes.count(where: \.isDetectable) < 100 {
      let drawn = try ledgers.next()
      let clean = try SolvedModes(drawn.ledger, asOf: drawn.asOf, horizon: 1, hyperparameters: beliefs)
      let base = try ConflictAnalysis(drawn.ledger, asOf: drawn.asOf, hyperparameters: beliefs)
      guard base.conflicts.isEmpty else { continue }
      let planted = PlantedFaults(drawn.ledger) { clean.logValue(of: $0).map { exp($0) } }
      let redundancies = Dictionary(uniqueKeysWithValues: base.residuals.map { ($0.statement, $0.redundancy) })
      // One fault of each kind.
      let all = drawn.ledger.statements.filter { redundancies[$0.id] ?? 0 > 0.3 }.flatMap { planted.faults(of: $0) }
      let byKind = Dictionary(grouping: all.shuffled(using: &generator), by: \.slip.kind)
      for kind in byKind.keys.sorted() {
        guard let fault = byKind[kind]?.first, outcomes.count(where: \.isDetectable) < 100 else { continue }
        outcomes.append(
          try Self.outcome(of: fault, drawn.ledger, drawn.asOf, clean, redundancies, hyperparameters: beliefs))
      }
    }
    let detectable = outcomes.filter(\.isDetectable)
    #expect(detectable.count(where: \.isNamed) >= 90, "\(detectable.count(where: \.isNamed)) of \(detectable.count)")
    try Self.expectInDocumentation(ConfusionTable(outcomes).markdown)
  }

  /// The documentation prints what the tests measure.
  static func expectInDocumentation(_ table: String) throws {
    let page = root.appending(path: "Sources/TradeTurnover/TradeTurnover.docc/Conflicts.md")
    #expect(
      try String(contentsOf: page, encoding: .utf8).contains(table), "print in \(page.lastPathComponent):\n\(table)")
  }

  static func outcome(
    of fault: PlantedFaults.Fault, _ ledger: StatementLedger, _ asOf: CalendarDate, _ clean: SolvedModes,
    _ redundancies: [String: Double], hyperparameters: Hyperparameters = Hyperparameters()
  ) throws -> Outcome {
    var copy = ledger
    guard let place = copy.statements.firstIndex(where: { $0.id == fault.spoilt.id }) else {
      preconditionFailure("a fault is one of a statement")
    }
    copy.statements[place] = fault.spoilt
    let analysis = try ConflictAnalysis(copy, asOf: asOf, hyperparameters: hyperparameters)
    let residual = analysis.residuals.first { $0.statement == fault.spoilt.id }
    let conflict = analysis.conflicts.first { $0.residual.statement == fault.spoilt.id }
    let redundancy =
      fault.slip.isElsewhere
      ? residual?.redundancy ?? 0
      : rescaled(redundancies[fault.spoilt.id] ?? 0, of: ledger.statements[place], to: fault.spoilt, hyperparameters)
    return Outcome(
      fault: fault, redundancy: redundancy, shift: clean.shift(of: fault.spoilt, in: copy),
      isFound: conflict != nil, named: conflict?.likeliest ?? [])
  }
}

/// The redundancy that a figure would have with another one's σ.
private func rescaled(
  _ redundancy: Double, of statement: Statement, to other: Statement, _ hyperparameters: Hyperparameters
) -> Double {
  guard redundancy > 0 else { return 0 }
  let (own, spoilt) = (
    ObservationNoise(statement.figure, hyperparameters).sigma, ObservationNoise(other.figure, hyperparameters).sigma
  )
  return spoilt * spoilt / (spoilt * spoilt + own * own * (1 / redundancy - 1))
}

extension Slip {
  /// Whether the planted figure speaks of another quantity than the clean one.
  fileprivate var isElsewhere: Bool {
    switch self {
    case .year, .indicator: true
    default: false
    }
  }
}

extension SolvedModes {
  /// The modes' log value of what a statement speaks of; `nil` where that has none.
  fileprivate func logValue(of statement: Statement) -> Double? {
    guard let period = statement.period, let value = logMode(of: statement.series, at: period) else { return nil }
    switch statement.claim {
    case .level, .stock: return value
    case .growth(let base):
      return logMode(of: statement.series, at: base ?? period.yearEarlier).map { value - $0 }
    case .share(let whole): return logMode(of: whole, at: period).map { value - $0 }
    }
  }

  /// Distance of a statement from the modes' value of what it speaks of, in its σ.
  fileprivate func shift(of statement: Statement, in ledger: StatementLedger) -> Double? {
    guard let period = statement.period, let value = logValue(of: statement) else { return nil }
    var noise = ObservationNoise(statement.figure, Hyperparameters())
    if let unit = statement.unit, unit != unit.unitOfAccount {
      guard let rate = CurrencyConverter(ledger.rates).rate(of: unit, in: period) else { return nil }
      noise = noise.converted(at: rate, Hyperparameters())
    }
    return abs(noise.center - value) / noise.sigma
  }
}
