import Foundation
import Panels
import Synchronization
import TabularText
import Trends

/// The columns of `turnover forecast --sample` behind the keys: a panel's own.
public let panelSampleColumns = ["period", "value"]

/// Forecasts of the series of a panel, in two passes: a sample that calibrates the intervals, then every series.
///
/// The sample of each frequency is the series with the least hashes of their keys: it depends neither on the order of
/// the rows nor on the number of threads.
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
  private let samples = Mutex<[Int: Sample]>([:])
  /// By season; `nil` before a survey.
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

  private func season(of block: SeriesBlock, _ places: Range<Int>) -> Int {
    season ?? block.periods[places.lowerBound].periodsPerYear
  }

  private func see(_ block: SeriesBlock, _ chosen: Range<Int>) {
    let greatest = samples.withLock { $0.mapValues(\.greatest) }
    var wanted: [(season: Int, key: UInt64, values: [Double])] = []
    for series in chosen {
      let places = block.observations(of: series)
      guard !places.isEmpty else { continue }
      let season = season(of: block, places)
      let key = block.keyHash(of: series)
      guard key <= greatest[season] ?? .max, let values = evenly(block, places) else { continue }
      wanted.append((season, key, values))
    }
    samples.withLock { samples in
      for (season, key, values) in wanted { samples[season, default: Sample()].add(key, values) }
    }
  }

  private func prune() { samples.withLock { samples in for season in samples.keys { samples[season]?.prune() } } }

  private func specification(_ season: Int) -> PanelForecaster {
    PanelForecaster(model: model, horizon: horizon, season: season, levels: levels, threads: threads)
  }

  private func calibrate() {
    var calibrated: [Int: CalibratedForecaster] = [:]
    for (season, sample) in samples.withLock({ $0 }) {
      calibrated[season] = specification(season).calibrated(on: sample.series.map(\.values))
    }
    forecasters.withLock { [calibrated] in $0 = calibrated }
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
      guard !places.isEmpty, samples[season(of: block, places)]?.contains(block.keyHash(of: series)) ?? false else {
        continue
      }
      for place in places {
        block.withKey(of: series) { writer.append(prefix: $0) }
        writer.append(block.periods[place])
        writer.append(block.values[place])
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
  /// - Throws: `.uncalibrated` for a series of a frequency that the survey saw no series of.
  @Sendable public func write(
    _ block: SeriesBlock, _ chosen: Range<Int>, to writer: inout RecordWriter
  ) throws(PanelError) -> [SeriesLack: Int] {
    let calibrated = forecasters.withLock { $0 }
    var running: [Int: CalibratedForecaster.Worker] = [:]
    let name = Array("\(model.rawValue),".utf8)
    var lacks: [SeriesLack: Int] = [:]
    for series in chosen {
      let places = block.observations(of: series)
      guard let last = places.last else { continue }
      let season = season(of: block, places)
      let values = evenly(block, places)
      if calibrated != nil, calibrated?[season] == nil, values != nil {
        throw .uncalibrated(block.periods[places.lowerBound], line: block.line(of: places.lowerBound))
      }
      let worker = running[season] ?? (calibrated?[season] ?? uncalibrated(season)).worker()
      running[season] = worker
      let forecast = values.map(worker.forecast)
      let (means, ends) = (forecast?.means ?? [], forecast?.ends ?? [])
      if let lack = lack(of: values, means, ends) { lacks[lack, default: 0] += 1 }
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
    return lacks
  }

  /// What a forecast of evenly spaced values lacks, and why.
  private func lack(of values: [Double]?, _ means: [Double], _ ends: [Double]) -> SeriesLack? {
    guard let values else { return .gaps }
    guard means.isEmpty else {
      if ends.isEmpty { return values.count < 3 ? .intervalsOfFewPeriods : .intervalsWithoutChange }
      return ends.contains { $0.isNaN } ? .intervalsBeyondNumbers : nil
    }
    guard model == .loglinear else { return .beyondNumbers }
    if values.count < 2 { return .onePeriod }
    return values.allSatisfy { $0 > 0 } ? .beyondNumbers : .notPositive
  }

  /// Without a survey.
  private func uncalibrated(_ season: Int) -> CalibratedForecaster {
    specification(season).calibrated(on: [])
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
