import Ledger
import Testing
import TradeSeries

/// A valid folder becomes the ledger it states.
@Suite struct LedgerFolderTests {
  @Test func everyCellArrives() throws {
    let fixture = try LedgerFixture()
    try fixture.append(
      [UInt8](
        #"""
        s2,BY,CN,exports,food,"MTZ, Minsk",2022-03/2023-04,level,5.80 billion,USD,,CN,2023-05-01,book,"p. ""3""",
        s3,BY,CN,exports,dairy,,2022,share,49%,,exports/food,,2023-02-01,book,,of food
        s4,BY,CN,exports,,,2022,share,about 0.5%,,CN/W/turnover,,2023-02-01,book,,of China's trade
        s5,BY-MI,CN,turnover,,,2023-S1,growth,almost x1.6,,2021-S1,,2023-07-20,book,,
        s6,BY,W,residents,,Great Stone,2023-11-27,stock,120,1,,,2023-11-27,book,,
        s7,BY,CN,investment,,,2022-12-31,stock,3 billion,CNY,,BY,2023-01-10,book,,
        s8,BY,CN,balance,,,,level,-18.8 million,USD,,,2023-01-10,book,,year not said

        """#.utf8), to: "statements.csv")
    let ledger = try LedgerFolder(fixture.folder.path).read()
    #expect(ledger.areas.map(\.code) == ["BY", "BY-MI", "CN", "TR", "W"])
    #expect(ledger.areas[1].parent == "BY")
    #expect(ledger.indicators.map(\.nature) == [.flow, .flow, .flow, .flow, .stock, .stock])
    #expect(ledger.products.last == Product(code: "dairy", name: "Dairy products", parent: "food"))
    #expect(ledger.rates.first?.perUSDollar.value == 6.729)
    #expect(
      ledger.sources == [Source(id: "book", title: "A book", publisher: "A publisher", published: "2024", url: "")])
    try #require(ledger.statements.map(\.id) == ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"])
    let second = ledger.statements[1]
    #expect(second.series.description == "BY/CN/exports/food/MTZ, Minsk")
    #expect(second.period?.description == "2022-03/2023-04")
    #expect(second.figure.halfUnit == 0.005e9)
    #expect(second.origin == "CN")
    #expect(second.locator == "p. \"3\"")
    #expect(
      ledger.statements[2].claim
        == .share(of: SeriesKey(reporter: "BY", partner: "CN", indicator: "exports", product: "food")))
    #expect(
      ledger.statements[3].claim == .share(of: SeriesKey(reporter: "CN", partner: "W", indicator: "turnover")))
    #expect(ledger.statements[4].claim == .growth(base: try ReferencePeriod(parsing: "2021-S1")))
    #expect(ledger.statements[5].claim == .stock(try #require(UnitOfMeasure(code: "1"))))
    #expect(ledger.statements[6].origin == nil, "an origin that is the reporter is none")
    #expect(ledger.statements[7].period == nil)
    #expect(ledger.statements[7].figure.value == -18.8e6)
    let target = try #require(ledger.targets.first)
    #expect(target.deadline.description == "2025")
    #expect(target.goal.value == 1.5e9)
    #expect(ledger.latestDate == (try CalendarDate(parsing: "2023-11-27")))
  }
}
