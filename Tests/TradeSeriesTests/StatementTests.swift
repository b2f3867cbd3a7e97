import Testing
import TradeSeries

@Suite struct StatementTests {
  @Test(arguments: [
    ("5 million", "2022", "level"), ("x1.6", "2022", "growth"), ("+5%", "2022", "growth"), ("49%", "2022", "share"),
    ("120", "2023-11-27", "stock"), ("-5 million", "2022", "level"),
  ])
  func acceptsWhatGoesTogether(_ figure: String, _ period: String, _ kind: String) throws {
    let statement = try make(figure, period: period, kind: kind, indicator: "balance")
    #expect(statement.kind.rawValue == kind)
    #expect((statement.unit == nil) == (kind == "growth" || kind == "share"))
  }

  @Test(arguments: [
    ("49%", "2022", "level"), ("x2", "2022", "level"), ("5", "2022", "growth"), ("49%", "2022", "growth"),
    ("+5%", "2022", "share"), ("5", "2022", "share"), ("49%", "2023-11-27", "stock"),
  ])
  func refusesAFigureOfAnotherForm(_ text: String, _ period: String, _ kind: String) throws {
    let figure = try StatedFigure(parsing: text)
    #expect(throws: StatementError.figureDoesNotFit(figure, try claim(kind))) {
      try make(text, period: period, kind: kind, indicator: "exports")
    }
  }

  @Test func refusesADeficitOfAnythingButABalance() throws {
    let figure = try StatedFigure(parsing: "-5 million")
    #expect(throws: StatementError.negativeQuantity(figure)) {
      try make("-5 million", period: "2022", kind: "level", indicator: "exports")
    }
  }

  @Test func refusesTheOtherKindOfPeriod() throws {
    #expect(throws: StatementError.periodDoesNotFit(try claim("level"))) {
      try make("5", period: "2023-11-27", kind: "level", indicator: "exports")
    }
    #expect(throws: StatementError.periodDoesNotFit(try claim("stock"))) {
      try make("5", period: "2022", kind: "stock", indicator: "residents")
    }
    let base = try ReferencePeriod(parsing: "2022-11-27")
    #expect(throws: StatementError.periodDoesNotFit(.growth(base: base))) {
      try make("x2", period: "2023", kind: "growth", indicator: "exports", base: base)
    }
  }

  @Test func refusesABaseThatIsNotEarlier() throws {
    let base = try ReferencePeriod(parsing: "2022-Q4")
    #expect(throws: StatementError.baseNotEarlier(base: base, period: try ReferencePeriod(parsing: "2022"))) {
      try make("x2", period: "2022", kind: "growth", indicator: "exports", base: base)
    }
  }

  @Test func aLedgerKnowsWhatWasKnown() throws {
    let early = try make("5", period: "2022", kind: "level", indicator: "exports", knownOn: "2023-01-31")
    let late = try make("6", period: "2022", kind: "level", indicator: "exports", knownOn: "2023-06-30")
    let ledger = StatementLedger(
      statements: [early, late], targets: [], rates: [], areas: [], indicators: [], products: [], sources: [])
    #expect(ledger.latestDate?.description == "2023-06-30")
    #expect(ledger.known(on: try CalendarDate(parsing: "2023-06-29")).statements == [early])
    #expect(ledger.known(on: try CalendarDate(parsing: "2023-06-30")).statements == [early, late])
    #expect(ledger.known(on: try CalendarDate(parsing: "2023-01-30")).latestDate == nil)
  }

  @Test func keysPrintWithoutTrailingBlanks() {
    #expect(SeriesKey(reporter: "BY", partner: "TR", indicator: "turnover").description == "BY/TR/turnover")
    #expect(
      SeriesKey(reporter: "BY", partner: "CN", indicator: "transactions", entity: "BUTB").description
        == "BY/CN/transactions//BUTB")
    #expect(
      SeriesKey(reporter: "BY", partner: "CN", indicator: "exports")
        < SeriesKey(reporter: "BY", partner: "CN", indicator: "exports", product: "food"))
  }

  @Test func unitsAreKnownByTheirCodes() {
    #expect(UnitOfMeasure(code: "CNY")?.kind == .money)
    #expect(UnitOfMeasure(code: "CNY")?.unitOfAccount == .usDollar)
    #expect(UnitOfMeasure(code: "m3")?.unitOfAccount.code == "m3")
    #expect(UnitOfMeasure(code: "t")?.kind == .mass)
    #expect(UnitOfMeasure(code: "1")?.kind == .count)
    for code in ["usd", "US", "USDT", "m2", "", "ÄÖÜ"] { #expect(UnitOfMeasure(code: code) == nil) }
  }

  private func claim(_ kind: String, base: ReferencePeriod? = nil) throws -> Statement.Claim {
    switch try #require(Statement.Kind(rawValue: kind)) {
    case .level: .level(.usDollar)
    case .growth: .growth(base: base)
    case .share: .share(of: SeriesKey(reporter: "BY", partner: "TR", indicator: "turnover"))
    case .stock: .stock(.usDollar)
    }
  }

  private func make(
    _ figure: String, period: String, kind: String, indicator: String, base: ReferencePeriod? = nil,
    knownOn: String = "2024-01-01"
  ) throws -> Statement {
    try Statement(
      id: "s", series: SeriesKey(reporter: "BY", partner: "TR", indicator: indicator),
      period: ReferencePeriod(parsing: period), claim: claim(kind, base: base), figure: StatedFigure(parsing: figure),
      origin: nil, knownOn: CalendarDate(parsing: knownOn), source: "book", locator: "", note: "")
  }
}
