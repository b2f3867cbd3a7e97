import Adjustment
import Assessment
import TradeSeries

extension ReportContents {
  /// The headline series as charts, in the order of the report.
  ///
  /// A headline series has an identified figure and either a target or, being the total turnover, exports or imports
  /// of two countries, at least two dated statements.
  func charts(_ names: LedgerNames) -> [Chart] {
    let statements = Dictionary(grouping: ledger.known(on: asOf).statements, by: \.series)
    let figuresOf = Dictionary(grouping: figures, by: \.series)
    let assessmentsOf = Dictionary(grouping: assessments, by: \.target.series)
    let residualOf = Dictionary(residuals.map { ($0.statement, $0) }, uniquingKeysWith: { first, _ in first })
    let conflicting = Set(conflicts.map(\.residual.statement))
    return figuresOf.keys.sorted(by: names.comesBefore).compactMap { key in
      let own = statements[key] ?? []
      let targets = assessmentsOf[key] ?? []
      let isHeadline =
        !targets.isEmpty || names.isCountryTotal(key) && own.count(where: { $0.period != nil }) >= 2
      let points = (figuresOf[key] ?? []).compactMap(Chart.Point.init).sorted { $0.x < $1.x }
      guard isHeadline, !points.isEmpty, let unit = figuresOf[key]?.first?.unit else { return nil }
      let marks = own.compactMap {
        Chart.Mark($0, unit: unit, residual: residualOf[$0.id], isConflict: conflicting.contains($0.id))
      }
      return Chart(
        series: key, unit: unit, isStock: names.isStock(key), points: points, marks: marks,
        goals: targets.compactMap(Chart.Goal.init),
        undrawnCount: own.count(where: { $0.period != nil }) - marks.count)
    }
  }
}

extension Chart.Point {
  /// A point for a figure of a whole year or a date whose level is identified.
  fileprivate init?(_ figure: AdjustedFigure) {
    guard let summary = figure.summary else { return nil }
    switch figure.period {
    case .months(let months):
      guard months.isYear else { return nil }
      x = Double(months.firstYear)
    case .date(let date): x = date.decimalYear
    }
    (period, self.summary, status) = (figure.period, summary, figure.status)
  }
}

extension ReferencePeriod {
  /// Where the period is on an axis of years, a year's flow standing at the year's number; and twelve over its months.
  fileprivate var position: (x: Double, yearly: Double) {
    switch self {
    case .months(let months):
      let middle = Double(months.firstMonth + months.lastMonth) / 24 - 11.0 / 24
      let x = months.isInsideOneYear ? Double(months.firstYear) : middle
      return (x, 12 / Double(months.monthCount))
    case .date(let date): return (date.decimalYear, 1)
    }
  }
}

extension Chart.Mark {
  /// A mark for a dated level in the chart's unit, or in a currency whose conversion its residual tells.
  fileprivate init?(_ statement: Statement, unit: UnitOfMeasure, residual: ObservationResidual?, isConflict: Bool) {
    guard let period = statement.period, let stated = statement.unit, stated.unitOfAccount == unit else { return nil }
    let figure = statement.figure
    let centre = figure.upperValue.map { (figure.value * $0).squareRoot() } ?? figure.value
    guard let conversion = stated == unit ? 1 : residual.map({ $0.stated / centre }) else { return nil }
    let position = period.position
    let factor = conversion * position.yearly
    self.statement = statement
    (x, value, isScaled) = (position.x, figure.value * factor, position.yearly != 1)
    (isMirror, self.isConflict) = (statement.origin.map { $0 != statement.series.reporter } ?? false, isConflict)
    switch figure.qualifier {
    case .exact, .about: shape = .point
    case .over, .atLeast: shape = .atLeast
    case .almost, .upTo: shape = .atMost
    case .interval: shape = .range(upper: (figure.upperValue ?? figure.value) * factor)
    }
  }
}

extension Chart.Goal {
  /// A line for a target whose level is known.
  fileprivate init?(_ assessment: TargetAssessment) {
    guard let level = assessment.level else { return nil }
    self.assessment = assessment
    switch assessment.target.deadline {
    case .open: (self.level, x, isScaled) = (level, nil, false)
    case .by(let period):
      let position = period.position
      (self.level, x, isScaled) = (level * position.yearly, position.x, position.yearly != 1)
    }
  }
}
