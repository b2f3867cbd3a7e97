import Foundation
import Statistics
import TradeSeries

/// The prior of one flow: section 2 of the model page, drawn forward in time.
///
/// Written from the page, not from the engine: a simulation that shared the engine's rows could not find a fault in
/// them.
struct FlowPrior {
  let years: ClosedRange<Int>
  let runs: [Period]
  let first: LevelPrior
  static let growth = (mean: 0.06, deviation: 0.06)
  static let volatility = 0.24
  static let concentration = 90.0
  static let seasonalCorrelation = 0.1

  /// A draw.
  struct Path {
    let drift: Double
    /// Logs of the years, of one more than the engine has unknowns for.
    var years: [Int: Double]
    var runs: [Period: Double] = [:]

    /// Log of the quantity in a run of months, which may touch two calendar years.
    func log(_ period: Period) -> Double? {
      var sum = 0.0
      for part in period.yearlyParts {
        guard let value = part.isYear ? years[part.firstYear] : runs[part] else { return nil }
        sum += exp(value)
      }
      return Foundation.log(sum)
    }
  }

  func draw(_ generator: inout PhiloxGenerator) -> Path {
    let drift = Self.growth.mean + Self.growth.deviation * generator.normal()
    var level = first.draw(&generator)
    var path = Path(drift: drift, years: [years.lowerBound: level])
    for year in years.dropFirst() + [years.upperBound + 1] {
      level += drift + Self.volatility * generator.normal()
      path.years[year] = level
    }
    let deviations = self.deviations(&generator)
    for (run, deviation) in zip(runs, deviations) {
      guard let year = path.years[run.firstYear] else { continue }
      // Growth in and out of the year; of a year that nothing is known of, the drift.
      let before = path.years[run.firstYear - 1].map { year - $0 } ?? drift
      let after = years.contains(run.firstYear + 1) ? path.years[run.firstYear + 1].map { $0 - year } ?? drift : drift
      let middle = Double(run.startMonth + run.endMonth - 1) / 24
      path.runs[run] =
        year + log(Double(run.monthCount) / 12) + (middle - 0.5) / 2 * (before + after) + deviation
    }
    return path
  }

  /// The runs' deviations from an even spread over the year, by the covariance of the model page.
  private func deviations(_ generator: inout PhiloxGenerator) -> [Double] {
    let n = runs.count
    var factor = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for row in 0..<n {
      for column in 0...row {
        var rest = covariance(runs[row], runs[column])
        for k in 0..<column { rest -= factor[row][k] * factor[column][k] }
        factor[row][column] = row == column ? rest.squareRoot() : rest / factor[column][column]
      }
    }
    let normals = runs.map { _ in generator.normal() }
    return factor.map { row in zip(row, normals).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private func covariance(_ one: Period, _ other: Period) -> Double {
    let isSame = one.startMonth == other.startMonth && one.monthCount == other.monthCount
    guard isSame || one.isYearToDate && other.isYearToDate else { return 0 }
    let share = Double(max(one.monthCount, other.monthCount)) / 12
    let variance = (1 - share) / (share * (Self.concentration + 1))
    return variance * pow(Self.seasonalCorrelation, Double(abs(one.firstYear - other.firstYear)))
  }
}

/// The prior of a first level: the engine's diffuse row, and equal statements that every ledger of the study makes.
///
/// The engine centres its row on the median of what is stated of the series, which no prior can be drawn from. So each
/// ledger holds more statements of `12.5..800 million` on the first year than others on the series: the median is theirs,
/// whatever the others say, and together with the row they are the prior of the level, known before anything is drawn.
struct LevelPrior {
  /// Statements of the interval.
  let statementCount: Int
  static let figure = "12.5..800 million"
  static let center = log(1e8)
  private static let halfWidth = log(8.0)
  private static let rowDeviation = 20.0

  func draw(_ generator: inout PhiloxGenerator) -> Double {
    let sigma = 2 * Self.halfWidth / 12.0.squareRoot()
    let precision = 1 / (Self.rowDeviation * Self.rowDeviation) + Double(statementCount) / (sigma * sigma)
    while true {
      let displacement = generator.normal() / precision.squareRoot()
      let violation = max(0, abs(displacement) - Self.halfWidth) / StatementNoise.wall
      if generator.uniform() < exp(-Double(statementCount) * violation * violation / 2) {
        return Self.center + displacement
      }
    }
  }
}

/// The prior of one stock at its dates.
struct StockPrior {
  let dates: [CalendarDate]
  let first: LevelPrior
  static let volatility = 0.15

  func draw(_ generator: inout PhiloxGenerator) -> (drift: Double, levels: [CalendarDate: Double]) {
    let drift = FlowPrior.growth.mean + FlowPrior.growth.deviation * generator.normal()
    var level = first.draw(&generator)
    var levels: [CalendarDate: Double] = [:]
    for (number, date) in dates.enumerated() {
      if number > 0 {
        let years = dates[number - 1].years(until: date)
        level += drift * years + Self.volatility * years.squareRoot() * generator.normal()
      }
      levels[date] = level
    }
    return (drift, levels)
  }
}
