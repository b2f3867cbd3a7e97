import Foundation

/// Point forecasts of one series after another by one model.
///
/// Not to be shared among threads: it owns the room for the search.
final class PointForecaster {
  private let model: ForecastModel
  private let season: Int
  private let workspace = ETSWorkspace()

  init(_ model: ForecastModel, season: Int) { (self.model, self.season) = (model, season) }

  /// Forecasts the coming values of one series.
  ///
  /// - Parameters:
  ///   - values: one or more finite values.
  ///   - horizon: number of values to forecast.
  /// - Returns: the path, zero where it would take a sign that the series never had, or `nil` where the model does not apply to
  ///   the series.
  func forecast(_ values: [Double], horizon: Int) -> [Double]? {
    let scale = StabilizingTransformation(of: values)
    return path(after: values, horizon: horizon)?.map(scale.admissible)
  }

  private func path(after values: [Double], horizon: Int) -> [Double]? {
    let last = values[values.count - 1]
    var path = [Double](repeating: last, count: horizon)
    guard values.count > 2 || model == .loglinear else {
      // Two values have a change between them, but nothing that says whether it lasts.
      return path
    }
    switch model {
    case .naive: break
    case .snaive:
      guard values.count >= season else { break }
      for step in path.indices { path[step] = values[values.count - season + step % season] }
    case .drift:
      let change = (last - values[0]) / Double(values.count - 1)
      for step in path.indices { path[step] = last + Double(step + 1) * change }
    case .loglinear:
      guard values.count > 1, values.allSatisfy({ $0 > 0 }) else { return nil }
      let growth = StraightLine(values.map { log($0) }).slope
      for step in path.indices { path[step] = last * exp(Double(step + 1) * growth) }
    case .ses: smooth(values, .none, into: &path)
    case .holt: smooth(values, .additive, into: &path)
    case .damped: smooth(values, .damped, into: &path)
    case .ets: AutomaticETS(values, season: season, workspace: workspace).forecast(into: &path)
    case .theta: theta(values, [.standard], into: &path)
    case .otheta: theta(values, [.optimised], into: &path)
    case .dotheta: theta(values, [.dynamicOptimised], into: &path)
    case .autotheta: theta(values, ThetaModel.all, into: &path)
    case .auto: combine(values, into: &path)
    }
    return path.allSatisfy(\.isFinite) ? path : nil
  }

  private func smooth(_ values: [Double], _ trend: ETSForm.Trend, into path: inout [Double]) {
    let adjustment = SeasonalAdjustment(values, season: season)
    let form = ETSForm(error: .additive, trend: trend, season: .none)
    ETSFit(adjustment?.adjusted(values) ?? values, form: form, season: 1, workspace: workspace).forecast(into: &path)
    adjustment?.restore(&path, after: values.count)
  }

  private func theta(_ values: [Double], _ models: [ThetaModel], into path: inout [Double]) {
    let adjustment = SeasonalAdjustment(values, season: season)
    let plain = adjustment?.adjusted(values) ?? values
    var best: ThetaFit?
    for model in models {
      let fit = model.fit(plain)
      if best.map({ fit.meanSquare < $0.meanSquare }) ?? true { best = fit }
    }
    best?.forecast(into: &path)
    adjustment?.restore(&path, after: values.count)
  }

  /// Averages exponential smoothing and two theta models.
  ///
  /// Half of the weight is on theta with a following line where there is no season, on exponential smoothing where
  /// there is one; a quarter is on each of the other two. Errors of the parts partly cancel: on earlier origins of yearly,
  /// quarterly and monthly collections this is as good as the best part or better.
  private func combine(_ values: [Double], into path: inout [Double]) {
    var part = path
    func add(_ weight: Double) { for step in path.indices { path[step] += weight * part[step] } }
    for step in path.indices { path[step] = 0 }
    AutomaticETS(values, season: season, workspace: workspace).forecast(into: &part)
    add(season > 1 ? 0.5 : 0.25)
    theta(values, [.optimised], into: &part)
    add(0.25)
    theta(values, [.dynamicOptimised], into: &part)
    add(season > 1 ? 0.25 : 0.5)
  }
}
