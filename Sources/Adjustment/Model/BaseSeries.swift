import TradeSeries

/// A series whose logarithms are unknowns: a flow with its years and runs, or a stock with its dates.
struct BaseSeries {
  let identity: SeriesIdentity
  let nature: Indicator.Nature
  /// Years of a flow, from the first stated one on; empty for a stock.
  let years: ClosedRange<Int>?
  /// Partial runs of a flow, sorted.
  let runs: [Period]
  /// Dates of a stock, sorted.
  let dates: [CalendarDate]
  /// Median stated level a year; the hyperparameters' default without one.
  let typicalLevel: Double
  /// Median stated level, whatever the length of its period; the hyperparameters' default without one.
  let statedLevel: Double
  /// Whether its levels are taken from the series that it is linked with.
  ///
  /// Of a quantity that is not money and has no stated level: the default is an amount of dollars.
  let isLevelLinked: Bool
  /// Size `V`, billions of US dollars a year.
  let size: Double
}

/// How a stated series is made of base series.
enum SeriesComposition: Hashable {
  /// It is one itself.
  case base(Int)
  /// It is the sum of two: turnover of exports and imports.
  case sum(exports: Int, imports: Int)
  /// It is the difference of two, which has no logarithm.
  case difference(exports: Int, imports: Int)
}

/// What an unknown of the adjustment stands for; all are natural logarithms but the drift, a yearly log growth.
enum Unknown: Hashable {
  /// Log of a flow's year.
  case year(series: Int, Int)
  /// Log of a flow's run of months inside one year.
  case run(series: Int, Period)
  /// Log of a stock at a date.
  case stock(series: Int, CalendarDate)
  /// Mean yearly log growth.
  case drift(series: Int)
  /// Log bias of an origin's figures against the reporter's.
  case originBias(origin: String, SeriesIdentity)
}
