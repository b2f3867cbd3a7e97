import TradeSeries

/// A ledger written in a few words: `exports 2022 level over 180 million USD`, one statement a line.
struct SmallLedger {
  let asOf: CalendarDate
  let ledger: StatementLedger

  /// The first word is the indicator, or a whole series such as `BY-MI/TR/exports`; without one, Belarus and Turkey.
  init(_ lines: [String], asOf: String) throws {
    let asOf = try CalendarDate(parsing: asOf)
    let statements = try lines.enumerated().map { number, line in
      try Self.statement(line, id: "s\(number + 1)", knownOn: asOf)
    }
    self.asOf = asOf
    ledger = StatementLedger(
      statements: statements, targets: [], rates: [],
      areas: [
        Area(code: "BY", name: "Belarus", parent: nil), Area(code: "BY-MI", name: "Minsk region", parent: "BY"),
        Area(code: "BY-BR", name: "Brest region", parent: "BY"),
        Area(code: "BY-GO", name: "Gomel region", parent: "BY"),
        Area(code: "TR", name: "Turkey", parent: nil),
        Area(code: "CN", name: "China", parent: nil),
      ],
      indicators: [
        Indicator(code: "turnover", name: "Turnover", nature: .flow, unitKind: .money),
        Indicator(code: "exports", name: "Exports", nature: .flow, unitKind: .money),
        Indicator(code: "imports", name: "Imports", nature: .flow, unitKind: .money),
        Indicator(code: "balance", name: "Exports minus imports", nature: .flow, unitKind: .money),
        Indicator(code: "transactions_volume", name: "Volume", nature: .flow, unitKind: .volume),
        Indicator(code: "residents", name: "Residents", nature: .stock, unitKind: .count),
      ],
      products: [], sources: [])
  }

  static func key(_ text: String) -> SeriesKey {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 { parts = ["BY", "TR"] + parts }
    return SeriesKey(
      reporter: parts[0], partner: parts[1], indicator: parts[2], product: parts.count > 3 ? parts[3] : "",
      entity: parts.count > 4 ? parts[4] : "")
  }

  private static func statement(_ line: String, id: String, knownOn: CalendarDate) throws -> Statement {
    var words = line.split(separator: " ").map(String.init)
    let series = key(words.removeFirst())
    let period = try ReferencePeriod(parsing: words.removeFirst())
    let claim: Statement.Claim
    var origin: String?
    if words.last?.hasPrefix("origin=") == true {
      origin = words.removeLast().split(separator: "=").last.map(String.init)
    }
    switch words.removeFirst() {
    case "growth": claim = .growth(base: nil)
    case "share":
      let whole = words.removeLast()
      claim = .share(of: whole.contains("/") ? key(whole) : series.with(indicator: whole))
    case "stock": claim = .stock(UnitOfMeasure(code: words.removeLast()) ?? .usDollar)
    default: claim = .level(UnitOfMeasure(code: words.removeLast()) ?? .usDollar)
    }
    return try Statement(
      id: id, series: series, period: period, claim: claim,
      figure: StatedFigure(parsing: words.joined(separator: " ")), origin: origin, knownOn: knownOn, source: "book",
      locator: "", note: "")
  }
}
