import TabularText
import TradeSeries

extension LedgerReading {
  /// Reads `statements.csv`.
  mutating func readStatements() -> [Statement] {
    let (rows, _) = rows(of: .statements, by: StatementColumn.self)
    var ids = CodeList(.statements)
    var seen: [SaidThing: Int] = [:]
    var statements: [Statement] = []
    for var row in rows {
      if let statement = statement(&row, &ids) {
        if let first = seen.updateValue(statements.count, forKey: SaidThing(statement)) {
          let earlier = statements[first]
          row.report(.identicalStatement(id: earlier.id, line: ids.lines[earlier.id] ?? 1))
        }
        statements.append(statement)
      }
      take(row.problems)
    }
    return statements
  }

  private func statement(_ row: inout RowReader<StatementColumn>, _ ids: inout CodeList) -> Statement? {
    let id = row.newCode(.id, name: "", into: &ids)
    let series = SeriesCells(&row, self)
    let indicator = series.indicator.flatMap { indicators[$0] }
    let period = row.period(.period)
    let kind = self.kind(&row, of: indicator, period: period.value)
    let figure = self.figure(&row, kind: kind, indicator: series.indicator)
    let claim = kind.flatMap { self.claim($0, &row, series, indicator, period) }
    let origin = row.code(.origin, in: areaCodes)
    let knownOn = row.date(.knownOn)
    let source = row.filledCode(.source, in: sourceIDs)
    let locator = row.anyText(.locator)
    let note = row.anyText(.note)
    if note == "", let knownOn, let end = period.value?.lastDay, knownOn < end {
      row.report(.knownBeforeEnd(knownOn: knownOn, end: end), at: .knownOn)
    }
    guard row.problems.isEmpty, let id, let key = series.key, let figure, let claim, let knownOn, let source,
      let locator, let note
    else { return nil }
    // Whatever the initialiser refuses is reported above, or follows from a malformed indicator, which is reported too.
    return try? Statement(
      id: id, series: key, period: period.value, claim: claim, figure: figure,
      origin: origin.value == key.reporter ? nil : origin.value, knownOn: knownOn, source: source, locator: locator,
      note: note)
  }

  /// The kind, which must fit the indicator's nature; the period is held against the nature only when it does.
  private func kind(
    _ row: inout RowReader<StatementColumn>, of indicator: Indicator?, period: ReferencePeriod?
  ) -> Statement.Kind? {
    let kind: Statement.Kind? = row.word(.kind)
    switch (kind, indicator?.nature) {
    case (let kind?, let nature?) where kind == .level && nature == .stock || kind == .stock && nature == .flow:
      row.report(.kindOfOtherNature(kind, indicator: indicator?.code ?? "", nature: nature), at: .kind)
    default:
      if let period { _ = row.fits(period, indicator, at: .period) }
    }
    return kind
  }

  private func figure(
    _ row: inout RowReader<StatementColumn>, kind: Statement.Kind?, indicator: String?
  ) -> StatedFigure? {
    guard let figure = row.figure(.figure) else { return nil }
    row.checkSign(of: figure, at: .figure, indicator: indicator)
    switch (kind, figure.form) {
    case (nil, _), (.level, .level), (.stock, .level), (.growth, .multiple), (.growth, .change), (.share, .share):
      return figure
    case (let kind?, _):
      row.report(.formOfOtherKind(figure, kind: kind), at: .figure)
      return nil
    }
  }

  private func claim(
    _ kind: Statement.Kind, _ row: inout RowReader<StatementColumn>, _ series: SeriesCells, _ indicator: Indicator?,
    _ period: Cell<ReferencePeriod>
  ) -> Statement.Claim? {
    switch kind {
    case .level, .stock:
      let unit = row.quantityUnit(.unit, of: indicator)
      if let base = row.text(.base).value { row.report(.superfluousBase(base), at: .base) }
      guard let unit else { return nil }
      if unit.kind == .money, unit != .usDollar, let period = period.value, rates.isComplete,
        !rates.covers(currency: unit.code, period)
      {
        row.report(.lackingRate(currency: unit.code, period: RateList.run(of: period)), at: .unit)
      }
      return kind == .level ? .level(unit) : .stock(unit)
    case .growth:
      row.noUnit(.unit)
      let base = row.base(.base, of: indicator, before: period.value)
      if base.isBlank { return .growth(base: nil) }
      return base.value.map { .growth(base: $0) }
    case .share:
      row.noUnit(.unit)
      return whole(&row, of: series, indicator).map { .share(of: $0) }
    }
  }

  /// Reads the whole of a share: `indicator[/product]` of the same areas and entity, or a key with three to five parts.
  private func whole(
    _ row: inout RowReader<StatementColumn>, of part: SeriesCells, _ indicator: Indicator?
  ) -> SeriesKey? {
    let cell = row.keyPath(.base)
    if cell.isBlank { row.report(.lackingWhole, at: .base) }
    guard let path = cell.value else { return nil }
    let isFull = path.count > 2
    guard path.count <= 5, !path[isFull ? 2 : 0].isEmpty else {
      row.report(.unreadableWhole(path.joined(separator: "/")), at: .base)
      return nil
    }
    let areas = isFull ? path[..<2] : []
    let code = path[isFull ? 2 : 0]
    let product = path.dropFirst(isFull ? 3 : 1).first ?? ""
    var isKnown = areas.count { !row.isKnown($0, at: .base, in: areaCodes) } == 0
    isKnown = row.isKnown(code, at: .base, in: indicatorCodes) && isKnown
    isKnown = (product.isEmpty || row.isKnown(product, at: .base, in: productCodes)) && isKnown
    if let indicator, let whole = indicators[code],
      whole.nature != indicator.nature || whole.unitKind != indicator.unitKind
    {
      row.report(.wholeOfOtherKind(whole.code, part: indicator.code), at: .base)
    }
    guard isKnown, let part = part.key else { return nil }
    let whole =
      isFull
      ? SeriesKey(
        reporter: path[0], partner: path[1], indicator: code, product: product,
        entity: path.count == 5 ? path[4] : "")
      : part.with(indicator: code, product: product)
    if whole == part { row.report(.wholeIsPart(part), at: .base) }
    return whole
  }
}

extension RowReader<StatementColumn> {
  /// Text in parts between slashes.
  fileprivate mutating func keyPath(_ column: StatementColumn) -> Cell<[String]> {
    switch text(column) {
    case .blank: .blank
    case .refused: .refused
    case .value(let text): .value(text.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    }
  }
}

/// All that a statement says, apart from its name, place and remarks.
private struct SaidThing: Hashable {
  let series: SeriesKey
  let period: ReferencePeriod?
  let claim: Statement.Claim
  let figure: StatedFigure
  let origin: String?
  let knownOn: CalendarDate
  let source: String

  init(_ statement: Statement) {
    (series, period, claim) = (statement.series, statement.period, statement.claim)
    (figure, origin, knownOn) = (statement.figure, statement.origin, statement.knownOn)
    source = statement.source
  }
}
