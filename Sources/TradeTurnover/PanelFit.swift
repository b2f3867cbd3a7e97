import Panels
import TabularText
import Trends

/// The columns of `turnover fit` behind the keys.
public let panelFitColumns = [
  "n", "first", "last", "last_value", "growth", "se", "lo95", "hi95", "r2", "sigma", "durbin_watson",
]

/// Writes one record for each chosen series: its key, its extent and its log-linear growth, blank where it has none.
///
/// Consecutive series with the same periods are fitted together. Returns how many series have no growth, and why.
@Sendable public func writeFits(
  of block: SeriesBlock, _ chosen: Range<Int>, to writer: inout RecordWriter
) -> [SeriesLack: Int] {
  var start = chosen.lowerBound
  var incomplete: [SeriesLack: Int] = [:]
  while start < chosen.upperBound {
    let grid = block.observations(of: start)
    var end = start + 1
    while end < chosen.upperBound, sharesPeriods(block, grid, block.observations(of: end)) { end += 1 }
    let rows = grid.lowerBound..<block.observations(of: end - 1).upperBound
    let fits = block.values.withUnsafeBufferPointer { values in
      fitLogLinear(
        UnsafeBufferPointer(rebasing: values[rows]),
        grid: PanelGrid(
          periods: block.periods[grid].map(\.index), perYear: block.periods[grid.lowerBound].periodsPerYear))
    }
    for series in start..<end {
      let places = block.observations(of: series)
      block.withKey(of: series) { writer.append(prefix: $0) }
      writer.append(places.count)
      writer.append(block.periods[places.lowerBound])
      writer.append(block.periods[places.upperBound - 1])
      writer.append(numberOrBlank: block.values[places.upperBound - 1])
      let place = series - start
      writer.append(numberOrBlank: fits.growth[place])
      writer.append(numberOrBlank: fits.standardError[place])
      writer.append(numberOrBlank: fits.low95[place])
      writer.append(numberOrBlank: fits.high95[place])
      writer.append(numberOrBlank: fits.rSquared[place])
      writer.append(numberOrBlank: fits.sigma[place])
      writer.append(numberOrBlank: fits.durbinWatson[place])
      writer.endRecord()
      if fits.growth[place].isNaN { incomplete[SeriesLack(ofGrowthIn: block.values[places]), default: 0] += 1 }
    }
    start = end
  }
  return incomplete
}

private func sharesPeriods(_ block: SeriesBlock, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
  left.count == right.count && block.periods[left].elementsEqual(block.periods[right])
}

extension SeriesLack {
  /// Why values that have no log-linear growth have none.
  init(ofGrowthIn values: some Collection<Double>) {
    if values.count < 2 {
      self = .onePeriod
    } else {
      self = values.allSatisfy { $0 > 0 } ? .beyondNumbers : .notPositive
    }
  }
}

extension RecordWriter {
  mutating func append(_ period: PanelPeriod) {
    if period.periodsPerYear == 1 { append(period.index) } else { append(period.description) }
  }

  mutating func append(numberOrBlank number: Double) {
    // The sum makes a negative zero plain.
    if number.isNaN { append("") } else { append(number + 0) }
  }
}
