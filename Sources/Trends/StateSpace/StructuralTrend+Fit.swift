import Foundation
import Statistics

extension StructuralTrend {
  /// The most years, with or without a value, between first and last.
  public static let spanLimit = 10_000

  /// Fits the trend to the logarithms of a series, years without a value allowed.
  ///
  /// - Parameter series: two or more years, three for a local level, whose growth two years leave anywhere between 0 and
  ///   theirs. With as many values as unknowns of the first year there is a growth and nothing to judge it by; with one
  ///   more, every ratio of variances is as likely as any other, and the trend is the straight line, with a note.
  /// - Returns: growth `exp(ν) − 1` by the slope of the last year, with t intervals of the values minus unknowns at the
  ///   estimated ratios of variances: with slope and level fixed they are those of the straight line. A local level has
  ///   no slope; its growth is what the smoothed level changed by between first and last year, without an error.
  ///   The path holds the smoothed level of every year; its intervals are those of the level.
  /// - Throws: `.tooShort`, `.notPositive`, `.spanTooLong`, `.growthOutOfRange`.
  /// - Complexity: O(span of years), some hundred passes of the filter.
  public func fit(_ series: YearlySeries) throws(TrendError) -> TrendFit {
    let required = kind.hasSlope ? 2 : 3
    guard series.count >= required else { throw .tooShort(count: series.count, required: required) }
    let logarithms = try series.logarithms()
    let values = try Self.grid(logarithms)
    let maximum = maximumLikelihood(values)
    let variances = maximum?.variances ?? StructuralVariances(irregular: 1, level: 0, slope: 0)
    guard let smoothed = SmoothedTrend(values, kind: kind, variances: variances) else {
      throw .tooShort(count: series.count, required: kind.diffuseCount)
    }
    let freedom = maximum.map { Double($0.degreesOfFreedom) }
    // Values left over after the unknowns, but no variance: every value is met.
    let isPerfect = maximum == nil && series.count > kind.diffuseCount
    let estimate = try estimate(series, smoothed, maximum, isPerfect: isPerfect)
    return TrendFit(
      estimate: estimate,
      path: zip(series.first...series.last, smoothed.states).compactMap { year, state in
        Self.point(year, base: logarithms.base, state, freedom: freedom)
      })
  }

  /// The logarithms over the first one, one a year, `nil` where there is none.
  private static func grid(_ logarithms: YearlyLogarithms) throws(TrendError) -> [Double?] {
    let series = logarithms.series
    let (span, overflow) = (series.last - series.first).addingReportingOverflow(1)
    guard !overflow, span <= spanLimit else { throw .spanTooLong(years: span, limit: spanLimit) }
    var values = [Double?](repeating: nil, count: span)
    for (year, ratio) in zip(series.years, logarithms.ratios) { values[year - series.first] = ratio }
    return values
  }

  private func estimate(
    _ series: YearlySeries, _ smoothed: SmoothedTrend, _ maximum: StructuralMaximum?, isPerfect: Bool
  ) throws(TrendError) -> TrendEstimate {
    var notes: [TrendNote] = []
    if let maximum {
      notes =
        maximum.degreesOfFreedom == 1 ? [.varianceRatiosUnknown] : maximum.atBoundary.map { .varianceAtBoundary($0) }
    }
    if isPerfect { notes.append(.perfectFit) }
    let sigma = maximum?.variances.irregular.squareRoot() ?? (isPerfect ? 0 : nil)
    let states = smoothed.states
    let last = states[states.count - 1]
    guard kind.hasSlope else {
      // A level that does not move is the same in all years, but for the smoother's rounding.
      let isStill = isPerfect || maximum?.variances.level == 0
      let growth = isStill ? 0 : expm1((last.level - states[0].level) / Double(states.count - 1))
      guard growth.isFinite else { throw .growthOutOfRange }
      return TrendEstimate(
        model: model, years: series.first...series.last, count: series.count, growth: growth, sigma: sigma,
        assumptions: assumptions, notes: notes + [.growthOfLevel])
    }
    let error = maximum.map { _ in last.slopeVariance.squareRoot() } ?? (isPerfect ? 0 : nil)
    return try TrendEstimate(
      model: model, series: series,
      logGrowth: LogGrowth(
        value: last.slope, standardError: error,
        degreesOfFreedom: error.map { _ in Double(series.count - kind.diffuseCount) }),
      sigma: sigma, assumptions: assumptions, notes: notes)
  }

  private static func point(_ year: Int, base: Double, _ state: SmoothedTrend.State, freedom: Double?) -> TrendPoint? {
    guard let freedom else { return TrendPoint(year: year, logTrend: base + state.level) }
    let (t, deviation) = (StudentT(degreesOfFreedom: freedom), state.levelVariance.squareRoot())
    return TrendPoint(year: year, logTrend: base + state.level) { t.upperQuantile((1 - $0) / 2) * deviation }
  }

  private var model: TrendModel {
    switch kind {
    case .localLevel: .localLevel
    case .localLinear: .localLinear
    case .smooth: .smoothTrend
    }
  }

  private var assumptions: [TrendAssumption] {
    var assumptions: [TrendAssumption] = []
    if kind.variances.contains(.level) { assumptions.append(.randomWalkLevel) }
    if kind.variances.contains(.slope) { assumptions.append(.randomWalkSlope) }
    return assumptions + [.independentErrors, .normalErrors, .equalVariance, .varianceRatiosKnown]
  }
}
