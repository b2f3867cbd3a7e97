import ArgumentParser
import TradeTurnover

struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecasts every series of a tidy panel, one row a series and period.",
    discussion: """
      The panel is CSV, plain or gzip, with a header: key columns of any name and number, period (or year), value. It is \
      read twice where it is large: the forecasts of a sample's earlier origins say how wide the intervals are; parts \
      of one panel that are forecast apart take them from one file, see --sample. A gap is bridged by a straight line, \
      but a series with more periods missing than values has no forecast; one of fewer than three periods or without a \
      change, but its season's, has no intervals. Both are counted on standard error. A series whose values all have one \
      sign keeps it in its forecasts and intervals. \
      Rows that cannot be read are counted, the first ten shown, and the exit code is 1.
      """)

  @OptionGroup var panel: PanelOptions

  @Option(help: ArgumentHelp("\(ForecastModel.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var model = ForecastModel.auto

  @Option(help: ArgumentHelp("Periods to forecast, 1 to 1000.", valueName: "periods"))
  var horizon = 3

  @Option(help: ArgumentHelp("Periods of a season, 1 for none; by default those of a year.", valueName: "periods"))
  var season: Int?

  @Option(help: ArgumentHelp("Percentages that the intervals are to hold, each 1 to 99.", valueName: "list"))
  var levels = IntervalLevels(percentages: [80, 95])

  @Option(
    name: .customLong("calibrate-on"),
    help: ArgumentHelp(
      "Panel whose earlier origins say how wide the intervals are; the input is then read once.", valueName: "file"))
  var calibration: String?

  @Flag(help: "Write the series that would calibrate, as a panel for --calibrate-on, and no forecasts.")
  var sample = false

  func validate() throws {
    if sample, calibration != nil {
      throw ValidationError("--sample takes the sample of the input; leave out --calibrate-on")
    }
    if calibration == "-", panel.file == "-" {
      throw ValidationError("--calibrate-on -: standard input is the panel; name a file")
    }
    guard (1...1000).contains(horizon) else { throw ValidationError("--horizon \(horizon): name 1 to 1000 periods") }
    if let season, !(1...366).contains(season) {
      throw ValidationError("--season \(season): name 1 to 366 periods")
    }
  }

  func run() throws {
    let forecasts = PanelForecasts(
      model: model, horizon: horizon, season: season, levels: levels.percentages, threads: panel.workers)
    if sample {
      try panel.run(columns: panelSampleColumns, survey: forecasts.sampling) { forecasts.writeSample($0, $1, to: &$2) }
      return
    }
    if let calibration { try panel.learn(from: calibration, forecasts.survey) }
    let survey = calibration == nil ? forecasts.survey : nil
    try panel.run(
      columns: forecasts.columns, survey: survey, calibration: calibration, model: forecasts.write)
  }
}

extension ForecastModel: ExpressibleByArgument {}

/// Levels of intervals as the command line has them: `80,95`.
struct IntervalLevels: ExpressibleByArgument {
  let percentages: [Int]

  init(percentages: [Int]) { self.percentages = percentages }

  init?(argument: String) {
    let levels = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard levels.allSatisfy((1...99).contains), Set(levels).count == levels.count else { return nil }
    percentages = levels
  }

  var defaultValueDescription: String { percentages.map(String.init).joined(separator: ",") }
}
