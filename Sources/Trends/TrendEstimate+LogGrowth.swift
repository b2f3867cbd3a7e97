import Foundation
import Statistics

extension TrendEstimate {
  /// The estimate of a model that works on logarithms: growth `exp(g) − 1`, its standard error by the delta method,
  /// exact intervals, and the notes that follow from degrees of freedom and overflow.
  ///
  /// - Throws: `.growthOutOfRange` when the growth is not a finite number.
  public init(
    model: TrendModel, series: YearlySeries, logGrowth: LogGrowth, rSquared: Double? = nil, sigma: Double? = nil,
    assumptions: [TrendAssumption], notes: [TrendNote] = []
  ) throws(TrendError) {
    let growth = expm1(logGrowth.value)
    guard logGrowth.value.isFinite, growth.isFinite else { throw .growthOutOfRange }
    let error = logGrowth.standardError.map { $0 * (1 + growth) }
    var notes = notes
    let intervals = [0.8, 0.95].map { mass in
      let interval = logGrowth.interval(mass)
      if interval == nil, logGrowth.standardError != nil { notes.append(.intervalBeyondNumbers(mass: mass)) }
      return interval
    }
    if logGrowth.standardError == nil, !notes.contains(.filterWithoutInterval) { notes.append(.noDegreesOfFreedom) }
    if logGrowth.standardError != nil, let freedom = logGrowth.degreesOfFreedom, freedom <= 3 {
      notes.append(
        .fewDegreesOfFreedom(Int(freedom), t95: StudentT(degreesOfFreedom: freedom).upperQuantile(0.025)))
    }
    self.init(
      model: model, years: series.first...series.last, count: series.count, growth: growth,
      standardError: error.flatMap { $0.isFinite ? $0 : nil }, interval80: intervals[0], interval95: intervals[1],
      rSquared: rSquared, sigma: sigma, pValue: logGrowth.pValue, assumptions: assumptions, notes: notes)
  }
}
