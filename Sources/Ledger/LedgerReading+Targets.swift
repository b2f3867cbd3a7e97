import TabularText
import TradeSeries

extension LedgerReading {
  /// Reads `targets.csv`.
  ///
  /// A multiple may name the unit of its series; the target does not keep it.
  mutating func readTargets() -> [Target] {
    let (rows, _) = rows(of: .targets, by: TargetColumn.self)
    var ids = CodeList(.targets)
    var targets: [Target] = []
    for var row in rows {
      if let target = target(&row, &ids) { targets.append(target) }
      take(row.problems)
    }
    return targets
  }

  private func target(_ row: inout RowReader<TargetColumn>, _ ids: inout CodeList) -> Target? {
    let id = row.newCode(.id, name: "", into: &ids)
    let series = SeriesCells(&row, self)
    let indicator = series.indicator.flatMap { indicators[$0] }
    let goal = row.figure(.goal)
    let deadline = row.deadline()
    let setOn = row.date(.setOn)
    var unit: UnitOfMeasure?
    var base: ReferencePeriod?
    if let goal {
      row.checkSign(of: goal, at: .goal, indicator: series.indicator)
      switch goal.form {
      case .level:
        unit = row.quantityUnit(.unit, of: indicator)
        if let base = row.text(.base).value { row.report(.superfluousBase(base), at: .base) }
      case .multiple, .change:
        if !row.isText("", at: .unit) { _ = row.quantityUnit(.unit, of: indicator) }
        base = self.base(&row, of: indicator, deadline)
      case .share: row.report(.goalIsShare(goal), at: .goal)
      }
    }
    if let period = deadline?.period, let setOn, period.lastDay < setOn {
      row.report(.deadlineBeforeSetting(deadline: period, setOn: setOn), at: .deadline)
    }
    let source = row.filledCode(.source, in: sourceIDs)
    let locator = row.anyText(.locator)
    let note = row.anyText(.note)
    guard row.problems.isEmpty, let id, let key = series.key, let goal, let deadline, let setOn, let source,
      let locator, let note
    else { return nil }
    return Target(
      id: id, series: key, goal: goal, unit: unit, base: base, deadline: deadline, setOn: setOn, source: source,
      locator: locator, note: note)
  }

  /// The base of a multiple; when blank, the deadline's period one year earlier, as for a growth.
  private func base(
    _ row: inout RowReader<TargetColumn>, of indicator: Indicator?, _ deadline: Target.Deadline?
  ) -> ReferencePeriod? {
    let cell = row.base(.base, of: indicator, before: deadline?.period)
    guard cell.isBlank, let deadline else { return cell.value }
    let yearBefore = try? deadline.period?.advanced(byYears: -1)
    if yearBefore == nil { row.report(.lackingBase, at: .base) }
    return yearBefore
  }
}

extension Target.Deadline {
  fileprivate var period: ReferencePeriod? { if case .by(let period) = self { period } else { nil } }
}

extension RowReader<TargetColumn> {
  /// `open`, or a period: of a stock its last day counts, of a flow due by a day the last year that ends by then.
  fileprivate mutating func deadline() -> Target.Deadline? {
    if isText("open", at: .deadline) { return .open }
    let cell = period(.deadline)
    if cell.isBlank { report(.emptyCell, at: .deadline) }
    guard let period = cell.value else { return nil }
    return .by(period)
  }
}
