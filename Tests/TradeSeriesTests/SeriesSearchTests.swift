import Testing
import TradeSeries

@Suite struct SeriesSearchTests {
  private let search = SeriesSearch([
    SeriesKey(reporter: "BY", partner: "TR", indicator: "turnover"),
    SeriesKey(reporter: "BY", partner: "CN", indicator: "turnover"),
    SeriesKey(reporter: "BY", partner: "CN", indicator: "exports", product: "food"),
    SeriesKey(reporter: "BY-MI", partner: "CN", indicator: "exports", product: "food"),
    SeriesKey(reporter: "BY", partner: "CN", indicator: "transactions", entity: "BUTB"),
  ])

  @Test(arguments: [
    ("BY/TR/turnover", "BY/TR/turnover"), ("TR/turnover", "BY/TR/turnover"), ("tr", "BY/TR/turnover"),
    ("butb", "BY/CN/transactions//BUTB"), ("BY-MI/food", "BY-MI/CN/exports/food"), ("BY/food", "BY/CN/exports/food"),
  ])
  func aFormThatOneHasFindsIt(_ form: String, _ key: String) {
    guard case .found(let found) = search.find(form) else {
      Issue.record("\(form) finds \(search.find(form))")
      return
    }
    #expect(found.description == key)
  }

  @Test func aFormThatSeveralHaveNamesThem() {
    guard case .ambiguous(let keys) = search.find("food") else {
      Issue.record("\(search.find("food"))")
      return
    }
    #expect(keys.map(\.description) == ["BY/CN/exports/food", "BY-MI/CN/exports/food"])
  }

  @Test func aSlipNamesTheNearest() {
    guard case .unknown(let nearest) = search.find("BY/TR/turnovr") else {
      Issue.record("\(search.find("BY/TR/turnovr"))")
      return
    }
    #expect(nearest.first?.description == "BY/TR/turnover" && nearest.count == 5)
  }
}
