import Foundation
import LinearAlgebra
import TradeSeries

/// The beliefs about how trade moves, as rows: section 2 of the model page.
struct PriorRows {
  private(set) var rows: [LinearRow] = []
  private let positions: [Unknown: Int]
  private let hyperparameters: Hyperparameters

  /// - Throws: `.notPositiveDefinite` when the shares of a series' runs have no proper covariance.
  init(
    _ layout: SeriesLayout, positions: [Unknown: Int], unknowns: [Unknown], hyperparameters: Hyperparameters
  ) throws(LinearAlgebraError) {
    (self.positions, self.hyperparameters) = (positions, hyperparameters)
    for (number, series) in layout.series.enumerated() {
      add([.drift(series: number): 1], target: hyperparameters.growthMean, sigma: hyperparameters.growthDeviation)
      addYears(number, series)
      addDates(number, series)
      try addRuns(number, series)
    }
    for case .originBias(let origin, let identity) in unknowns {
      add([.originBias(origin: origin, identity): 1], target: 0, sigma: hyperparameters.originDeviation)
    }
  }

  private mutating func addYears(_ number: Int, _ series: BaseSeries) {
    guard let years = series.years else { return }
    add(
      [.year(series: number, years.lowerBound): 1], target: log(series.statedLevel),
      sigma: hyperparameters.levelDeviation, isLevel: true)
    let volatility = hyperparameters.yearlyVolatility(series.size)
    for year in years.dropFirst() {
      add(
        [.year(series: number, year): 1, .year(series: number, year - 1): -1, .drift(series: number): -1],
        target: 0, sigma: volatility)
    }
  }

  private mutating func addDates(_ number: Int, _ series: BaseSeries) {
    guard let first = series.dates.first else { return }
    add(
      [.stock(series: number, first): 1], target: log(series.statedLevel), sigma: hyperparameters.levelDeviation,
      isLevel: true)
    for (earlier, later) in zip(series.dates, series.dates.dropFirst()) {
      let years = earlier.years(until: later)
      add(
        [.stock(series: number, later): 1, .stock(series: number, earlier): -1, .drift(series: number): -years],
        target: 0, sigma: hyperparameters.stockVolatility * years.squareRoot())
    }
  }

  /// The shares of the runs: their Gaussian block, whitened by its Cholesky factor.
  private mutating func addRuns(_ number: Int, _ series: BaseSeries) throws(LinearAlgebraError) {
    let runs = series.runs
    guard !runs.isEmpty, let years = series.years else { return }
    let concentration = hyperparameters.seasonalConcentration(series.size)
    let covariance = Matrix(rowCount: runs.count, columnCount: runs.count) { row, column in
      seasonalCovariance(runs[row], runs[column], concentration, hyperparameters.seasonalCorrelation)
    }
    let inverse = try CholeskyFactorization(covariance).lower.inverse()
    let deviations = runs.map { deviation(of: $0, number, years) }
    for row in runs.indices {
      var coefficients: [Unknown: Double] = [:]
      var target = 0.0
      for column in 0...row where inverse[row, column] != 0 {
        let weight = inverse[row, column]
        target -= weight * deviations[column].constant
        for (unknown, coefficient) in deviations[column].coefficients {
          coefficients[unknown, default: 0] += weight * coefficient
        }
      }
      add(coefficients, target: target, sigma: 1)
    }
  }

  /// `d = z − x − log p − (c − ½)·½·(g⁻ + g⁺)`: the deviation of a run's share from its length.
  private func deviation(
    of run: Period, _ number: Int, _ years: ClosedRange<Int>
  ) -> (coefficients: [Unknown: Double], constant: Double) {
    let year = run.firstYear
    let tilt = (Double(run.startMonth + run.endMonth - 1) / 24 - 0.5) / 2
    var coefficients: [Unknown: Double] = [.run(series: number, run): 1]
    func add(_ unknown: Unknown, _ value: Double) { coefficients[unknown, default: 0] += value }
    let (current, drift) = (Unknown.year(series: number, year), Unknown.drift(series: number))
    add(current, -1)
    if years.contains(year - 1) {
      add(current, -tilt)
      add(.year(series: number, year - 1), tilt)
    } else {
      add(drift, -tilt)
    }
    if years.contains(year + 1) {
      add(.year(series: number, year + 1), -tilt)
      add(current, tilt)
    } else {
      add(drift, -tilt)
    }
    return (coefficients, -log(Double(run.monthCount) / 12))
  }

  private mutating func add(
    _ coefficients: [Unknown: Double], target: Double, sigma: Double, isLevel: Bool = false
  ) {
    let sorted = coefficients.compactMap { unknown, value in positions[unknown].map { ($0, value) } }
      .filter { $0.1 != 0 }.sorted { $0.0 < $1.0 }
    rows.append(
      LinearRow(
        indices: sorted.map(\.0), coefficients: sorted.map(\.1), target: target, sigma: sigma, isLevel: isLevel))
  }
}

/// Prior covariance of two runs' log deviations.
///
/// The delta-method variance of the log of a Beta share, `v(p) = (1 − p) / (p (α + 1))`; months from January on are
/// nested, and the longer run's deviation is the part they share.
private func seasonalCovariance(
  _ left: Period, _ right: Period, _ concentration: Double, _ correlation: Double
) -> Double {
  let sameRun = left.startMonth == right.startMonth && left.monthCount == right.monthCount
  guard sameRun || (left.isYearToDate && right.isYearToDate) else { return 0 }
  let length = Double(max(left.monthCount, right.monthCount)) / 12
  let variance = (1 - length) / (length * (concentration + 1))
  return variance * pow(correlation, Double(abs(left.firstYear - right.firstYear)))
}
