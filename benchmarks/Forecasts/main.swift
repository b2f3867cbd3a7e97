// Forecasts of a panel in memory with their intervals, calibration included: seconds of each round on standard output.
//
//     forecasts PANEL MODEL HORIZON LEVELS ROUNDS OUT
//
// PANEL is plain CSV with the columns series, period, value, the rows of a series adjacent and its periods without gaps.
// OUT gets series, mean and the ends of each interval, one row a series and period. Before the first round twenty series
// are forecast, so that neither loading nor first touches count, as peers/forecast_statsforecast.py does.

import Dispatch
import Foundation
import TradeTurnover

let words = Array(CommandLine.arguments.dropFirst())
guard words.count == 6, let model = ForecastModel(rawValue: words[1]), let horizon = Int(words[2]),
  let rounds = Int(words[4])
else {
  FileHandle.standardError.write(Data("usage: forecasts PANEL MODEL HORIZON LEVELS ROUNDS OUT\n".utf8))
  exit(2)
}
let levels = words[3].split(separator: ",").compactMap { Int($0) }
var names: [Substring] = []
var panel: [[Double]] = []
let text = try String(contentsOfFile: words[0], encoding: .utf8)
for row in text.split(separator: "\n").dropFirst() {
  let fields = row.split(separator: ",")
  guard fields.count == 3, let value = Double(fields[2]) else { fatalError("not series,period,value: \(row)") }
  if names.last != fields[0] {
    names.append(fields[0])
    panel.append([])
  }
  panel[panel.count - 1].append(value)
}
let forecaster = PanelForecaster(model: model, horizon: horizon, levels: levels)
_ = forecaster.forecast(Array(panel.prefix(20)))
var forecasts: [SeriesForecast] = []
for _ in 0..<rounds {
  let start = DispatchTime.now().uptimeNanoseconds
  forecasts = forecaster.forecast(panel)
  print(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
}
var rows = "series,mean," + levels.map { "lo\($0),hi\($0)" }.joined(separator: ",") + "\n"
for (name, forecast) in zip(names, forecasts) {
  for step in forecast.steps {
    let ends = step.intervals.flatMap { [$0.lowerBound, $0.upperBound] }
    let blanks = Array(repeating: "", count: ends.isEmpty ? 2 * levels.count : 0)
    rows += ([String(name), "\(step.mean)"] + ends.map { "\($0)" } + blanks).joined(separator: ",") + "\n"
  }
}
try rows.write(toFile: words[5], atomically: true, encoding: .utf8)
