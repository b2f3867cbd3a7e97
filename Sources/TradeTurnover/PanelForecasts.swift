import Foundation
import Panels
import Synchronization
import TabularText
import Trends

/// The columns of `turnover forecast --sample` behind the keys: a panel's own.
public let panelSampleColumns = ["period", "value"]

/// Forecasts of the series of a panel, in two passes: a sample that calibrates the intervals, then every series.
///
/// The sample of each frequency, whatever the season, is the series with the least hashes of their keys: it depends neither
/// on the order of the rows nor on the number of threads.
public final class PanelForecasts: Sendable {
  /// The series with the least hashes of their keys.
  private struct Sample {
    private(set) var series: [(key: UInt64, values: [Double])] = []
    /// No series with a greater hash is wanted.
    private(set) var greatest: UInt64 = .max

    mutating func add(_ key: UInt64, _ values: [Double]) {
      series.append((key, values))
      if series.count >= 2 * PanelForecaster.calibrationSeries { prune() }
    }

    /// Leaves the wanted number of series, in the order of their hashes.
    mutating func prune() {
      series.sort { $0.key < $1.key }
      let excess = series.count - PanelForecaster.calibrationSeries
      guard excess >= 0 else { return }
      series.removeLast(excess)
      greatest = series.last?.key ?? .max
    }
  }

  private let model: ForecastModel
  private let horizon: Int
  private let season: Int?
  private let levels: [Int]
  private let threads: Int
  /// By periods of a year.
  private let samples = Mutex<[Int: Sample]>([:])
  /// By periods of a year; `nil` before a survey.
  private let forecasters = Mutex<[Int: CalibratedForecaster]?>(nil)

  /// Forecasts by a model for a number of periods, with intervals at levels in percent, each within 1...99.
  ///
  /// The season is that of the periods unless given; so many threads calibrate.
  public init(
    model: ForecastModel, horizon: Int, season: Int?, levels: [Int] = [80, 95],
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    (self.model, self.horizon, self.season, self.levels, self.threads) = (model, horizon, season, levels, threads)
  }

  /// The columns behind the keys.
  public var columns: [String] { ["model", "period", "mean"] + levels.flatMap { ["lo\($0)", "hi\($0)"] } }

  /// The first pass: takes the sample and calibrates on it.
  public var survey: PanelRun.Survey {
    PanelRun.Survey(
      begin: { [self] in begin() }, see: { [self] in see($0, $1) },
      end: { [self] in
        prune()
        calibrate()
      })
  }

  /// A first pass that takes the sample only, for ``writeSample(_:_:to:)``.
  public var sampling: PanelRun.Survey {
    PanelRun.Survey(begin: { [self] in begin() }, see: { [self] in see($0, $1) }, end: { [self] in prune() })
  }

  private func begin() { samples.withLock { $0 = [:] } }

  private func see(_ block: SeriesBlock, _ chosen: Range<Int>) {
    let greatest = samples.withLock { $0.mapValues(\.greatest) }
    var wanted: [(perYear: Int, key: UInt64, values: [Double])] = []
    for series in chosen {
      let places = block.observations(of: series)
      guard !places.isEmpty else { continue }
      let perYear = block.periods[places.lowerBound].periodsPerYear
      let key = block.keyHash(of: series)
      guard key <= greatest[perYear] ?? .max, let values = evenly(block, places) else { continue }
      wanted.append((perYear, key, values))
    }
    samples.withLock { samples in
      for (perYear, key, values) in wanted { samples[perYear, default: Sample()].add(key, values) }
    }
  }

  private func prune() { samples.withLock { samples in for perYear in samples.keys { samples[perYear]?.prune() } } }

  private func calibrate() {
    var calibrated: [Int: CalibratedForecaster] = [:]
    for (perYear, sample) in samples.withLock({ $0 }) {
      calibrated[perYear] = forecaster(perYear, calibratedOn: sample.series.map(\.values))
    }
    forecasters.withLock { [calibrated] in $0 = calibrated }
  }

  private func forecaster(_ perYear: Int, calibratedOn sample: [[Double]]) -> CalibratedForecaster {
    PanelForecaster(model: model, horizon: horizon, season: season ?? perYear, levels: levels, threads: threads)
      .calibrated(on: sample)
  }

  /// The forecaster of a frequency, before a survey an uncalibrated one; `nil` where the survey found nothing to calibrate on.
  private func forecaster(_ perYear: Int) -> CalibratedForecaster? {
    guard let calibrated = forecasters.withLock({ $0 }) else { return forecaster(perYear, calibratedOn: []) }
    return calibrated[perYear]
  }

  /// A second pass that writes the rows of those chosen series that are in the sample: a small panel that calibrates as the
  /// whole one does.
  ///
  /// The samples of the parts of a panel, put together, are a panel whose sample is that of the whole one.
  @Sendable public func writeSample(
    _ block: SeriesBlock, _ chosen: Range<Int>, to writer: inout RecordWriter
  ) -> [SeriesLack: Int] {
    let samples = samples.withLock { $0.mapValues { Set($0.series.map(\.key)) } }
    for series in chosen {
      let places = block.observations(of: series)
      guard let first = places.first,
        samples[block.periods[first].periodsPerYear]?.contains(block.keyHash(of: series)) ?? false
      else { continue }
      for place in places {
        block.withKey(of: series) { writer.append(prefix: $0) }
        writer.append(block.periods[place])
        writer.append(numberOrBlank: block.values[place])
        writer.endRecord()
      }
    }
    return [:]
  }

  /// The second pass: one record a series and period, blank where the model has no forecast.
  ///
  /// - Parameters:
  ///   - block: holds the series.
  ///   - chosen: those of them that are wanted.
  ///   - writer: takes the records.
  /// - Returns: how many series have no forecast or lack intervals, and why.
  /// - Throws: `.uncalibrated` for a series with a forecast whose frequency no such series of the survey has.
  @Sendable public func write(
    _ block: SeriesBlock, _ chosen: Range<Int>, to writer: inout RecordWriter
  ) throws(PanelError) -> [SeriesLack: Int] {
    var running: [Int: CalibratedForecaster.Worker] = [:]
    let name = Array("\(model.rawValue),".utf8)
    var incomplete: [SeriesLack: Int] = [:]
    for series in chosen {
      let places = block.observations(of: series)
      guard let last = places.last else { continue }
      let (values, perYear) = (evenly(block, places), block.periods[last].periodsPerYear)
      var (means, ends) = ([Double](), [Double]())
      if let values {
        guard let worker = running[perYear] ?? forecaster(perYear)?.worker() else {
          throw .uncalibrated(block.periods[places.lowerBound], line: block.line(of: places.lowerBound))
        }
        running[perYear] = worker
        let forecast = worker.forecast(values)
        (means, ends) = (forecast.means, forecast.ends)
      }
      if let lack = lack(of: values, season: season ?? perYear, means, ends) { incomplete[lack, default: 0] += 1 }
      for ahead in 0..<horizon {
        block.withKey(of: series) { writer.append(prefix: $0) }
        name.withUnsafeBytes { writer.append(prefix: $0) }
        writer.append(block.periods[last].advanced(by: ahead + 1))
        writer.append(numberOrBlank: means.isEmpty ? .nan : means[ahead])
        for place in 0..<(2 * levels.count) {
          writer.append(numberOrBlank: ends.isEmpty ? .nan : ends[2 * levels.count * ahead + place])
        }
        writer.endRecord()
      }
    }
    return incomplete
  }

  /// What a forecast of evenly spaced values lacks, and why.
  private func lack(of values: [Double]?, season: Int, _ means: [Double], _ ends: [Double]) -> SeriesLack? {
    guard let values else { return .gaps }
    guard means.isEmpty else {
      guard ends.isEmpty else { return ends.contains { $0.isNaN } ? .intervalsBeyondNumbers : nil }
      if values.count < 3 { return .intervalsOfFewPeriods }
      return season > 1 && values.contains { $0 != values[0] } ? .intervalsOfSeasonAlone : .intervalsWithoutChange
    }
    return model == .loglinear ? SeriesLack(ofGrowthIn: values) : .beyondNumbers
  }

  /// The values at equal distances; a gap is bridged by a straight line, and `nil` where gaps outnumber the values.
  private func evenly(_ block: SeriesBlock, _ places: Range<Int>) -> [Double]? {
    guard let first = places.first, let last = places.last else { return nil }
    let span = block.periods[last].index - block.periods[first].index + 1
    if span == places.count { return Array(block.values[places]) }
    guard span <= 2 * places.count else { return nil }
    var values: [Double] = []
    for place in places {
      if let before = values.last, place > first {
        let gap = block.periods[place].index - block.periods[place - 1].index
        for step in 1..<gap { values.append(before + (block.values[place] - before) * Double(step) / Double(gap)) }
      }
      values.append(block.values[place])
    }
    return values
  }
}
