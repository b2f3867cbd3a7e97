import TabularText
import TradeSeries

extension LedgerReading {
  /// Reads `areas.csv` or `products.csv`: every parent must exist, and no code be its own ancestor.
  mutating func readHierarchy(
    _ file: LedgerFile, _ list: WritableKeyPath<LedgerReading, CodeList>
  ) -> [(code: String, name: String, parent: String?)] {
    var (rows, isComplete) = rows(of: file, by: HierarchyColumn.self)
    self[keyPath: list].isComplete = isComplete
    var names: [(code: String, name: String)?] = []
    for index in rows.indices {
      let name = rows[index].filledText(.name)
      let code = rows[index].newCode(.code, name: name ?? "", into: &self[keyPath: list])
      names.append(code.map { ($0, name ?? "") })
    }
    var parents: [String: String] = [:]
    for (index, named) in names.enumerated() {
      let parent = rows[index].code(.parent, in: self[keyPath: list])
      if let named { parents[named.code] = parent.value }
    }
    for (index, named) in names.enumerated() {
      if let named, let chain = ancestry(of: named.code, parents) {
        rows[index].report(.ownAncestor(chain), at: .parent)
      }
    }
    for row in rows { take(row.problems) }
    return names.compactMap { named in named.map { ($0.code, $0.name, parents[$0.code]) } }
  }

  /// The chain of parents from a code back to itself; `nil` when it ends elsewhere.
  private func ancestry(of code: String, _ parents: [String: String]) -> [String]? {
    var chain = [code]
    var seen: Set = [code]
    var current = code
    while let parent = parents[current] {
      chain.append(parent)
      if parent == code { return chain }
      guard seen.insert(parent).inserted else { return nil }
      current = parent
    }
    return nil
  }

  mutating func readIndicators() -> [Indicator] {
    let (rows, isComplete) = rows(of: .indicators, by: IndicatorColumn.self)
    indicatorCodes.isComplete = isComplete
    var read: [Indicator] = []
    for var row in rows {
      let name = row.filledText(.name)
      let code = row.newCode(.code, name: name ?? "", into: &indicatorCodes)
      let nature: Indicator.Nature? = row.word(.nature)
      let unitKind: UnitOfMeasure.Kind? = row.word(.unitKind)
      take(row.problems)
      guard let code, let name, let nature, let unitKind else { continue }
      let indicator = Indicator(code: code, name: name, nature: nature, unitKind: unitKind)
      read.append(indicator)
      indicators[code] = indicator
    }
    return read
  }

  mutating func readSources() -> [Source] {
    let (rows, isComplete) = rows(of: .sources, by: SourceColumn.self)
    sourceIDs.isComplete = isComplete
    var read: [Source] = []
    for var row in rows {
      let title = row.filledText(.title)
      let id = row.newCode(.id, name: title ?? "", into: &sourceIDs)
      let publisher = row.anyText(.publisher)
      let published = row.anyText(.published)
      let url = row.anyText(.url)
      take(row.problems)
      guard let id, let title, let publisher, let published, let url else { continue }
      read.append(Source(id: id, title: title, publisher: publisher, published: published, url: url))
    }
    return read
  }

  mutating func readRates() -> [ExchangeRate] {
    let (rows, isComplete) = rows(of: .rates, by: RateColumn.self)
    rates.isComplete = isComplete
    var read: [ExchangeRate] = []
    for var row in rows {
      let currency = row.currency(.currency)
      let period = row.ratePeriod(.period)
      let figure = row.rate(.perUSDollar)
      let source = row.filledCode(.source, in: sourceIDs)
      if let currency, let period {
        if let first = rates.insert(currency: currency, period: period, line: row.line) {
          row.report(.duplicateRate(currency: currency, period: period, firstLine: first))
        }
      } else {
        rates.isComplete = false
      }
      take(row.problems)
      guard let currency, let period, let figure, let source else { continue }
      read.append(ExchangeRate(currency: currency, period: period, perUSDollar: figure, source: source))
    }
    return read
  }
}

extension RowReader<RateColumn> {
  fileprivate mutating func currency(_ column: RateColumn) -> String? {
    guard let text = filledText(column) else { return nil }
    guard let unit = UnitOfMeasure(code: text), unit.kind == .money, unit != .usDollar else {
      report(.notACurrency(text), at: column)
      return nil
    }
    return text
  }

  fileprivate mutating func ratePeriod(_ column: RateColumn) -> Period? {
    let cell = period(column)
    if cell.isBlank { report(.emptyCell, at: column) }
    guard let period = cell.value else { return nil }
    if period.months == nil { report(.rateAtDate(period), at: column) }
    return period.months
  }

  fileprivate mutating func rate(_ column: RateColumn) -> StatedFigure? {
    guard let figure = figure(column) else { return nil }
    guard figure.form == .level, !figure.isNegative else {
      report(.notARate(figure), at: column)
      return nil
    }
    return figure
  }
}
