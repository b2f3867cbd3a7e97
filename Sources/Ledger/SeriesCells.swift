import TabularText
import TradeSeries

/// Columns that name a series, in statements and in targets.
protocol SeriesColumn: RawRepresentable, Hashable, Sendable where RawValue == String {
  static var reporter: Self { get }
  static var partner: Self { get }
  static var indicator: Self { get }
  static var product: Self { get }
  static var entity: Self { get }
}

extension StatementColumn: SeriesColumn {}
extension TargetColumn: SeriesColumn {}

/// The cells that name a series, each as far as it could be read.
struct SeriesCells {
  let reporter: String?
  let partner: String?
  let indicator: String?
  let product: String?
  let entity: String?

  init<Column: SeriesColumn>(_ row: inout RowReader<Column>, _ reading: LedgerReading) {
    reporter = row.filledCode(.reporter, in: reading.areaCodes)
    partner = row.filledCode(.partner, in: reading.areaCodes)
    indicator = row.filledCode(.indicator, in: reading.indicatorCodes)
    let product = row.code(.product, in: reading.productCodes)
    self.product = product.isBlank ? "" : product.value
    let entity = row.keyText(.entity)
    self.entity = entity.isBlank ? "" : entity.value
  }

  /// The series, when all of it could be read.
  var key: SeriesKey? {
    guard let reporter, let partner, let indicator, let product, let entity else { return nil }
    return SeriesKey(reporter: reporter, partner: partner, indicator: indicator, product: product, entity: entity)
  }
}

extension RowReader where Column: SeriesColumn {
  /// A base that is a period: it must have the nature of the indicator and end before `period` does.
  mutating func base(
    _ column: Column, of indicator: Indicator?, before period: ReferencePeriod?
  ) -> Cell<ReferencePeriod> {
    let cell = self.period(column)
    guard let base = cell.value else { return cell }
    guard fits(base, indicator, at: column) else { return .refused }
    guard let period, base.lastDay >= period.lastDay else { return cell }
    report(.baseNotEarlier(base: base, period: period), at: column)
    return .refused
  }

  /// Whether a flow has months and a stock a date; reported when not.
  mutating func fits(_ period: ReferencePeriod, _ indicator: Indicator?, at column: Column) -> Bool {
    guard let indicator, (indicator.nature == .flow) != (period.months != nil) else { return true }
    report(.periodOfOtherNature(period, indicator: indicator.code, nature: indicator.nature), at: column)
    return false
  }

  /// The unit of a quantity: there, and of the indicator's kind.
  mutating func quantityUnit(_ column: Column, of indicator: Indicator?) -> UnitOfMeasure? {
    let cell = unit(column)
    if cell.isBlank { report(.lackingUnit(indicator), at: column) }
    guard let unit = cell.value else { return nil }
    guard let indicator, unit.kind != indicator.unitKind else { return unit }
    report(.unitOfOtherKind(unit, indicator: indicator.code, kind: indicator.unitKind), at: column)
    return nil
  }

  /// Refuses a unit where there is none.
  mutating func noUnit(_ column: Column) {
    if let unit = text(column).value { report(.superfluousUnit(unit), at: column) }
  }

  /// Refuses a figure below zero of anything but a balance.
  mutating func checkSign(of figure: StatedFigure, at column: Column, indicator: String?) {
    guard figure.isNegative, let indicator, indicator != "balance" else { return }
    report(.negativeQuantity(figure, indicator: indicator), at: column)
  }
}
