import Foundation

/// Exponential smoothing with automatic choice among the forms by AICc.
struct AutomaticETS {
  private let fits: [ETSFit]

  /// Fits every form that the series allows.
  init(_ values: [Double], season: Int, workspace: ETSWorkspace) {
    let positive = values.allSatisfy { $0 > 0 }
    // A season that does not show at all is not worth the search for it.
    let isSeasonal = values.count > 2 * season && SeasonalAdjustment.isSignificant(values, season, errors: 1)
    fits = ETSForm.candidates(isSeasonal: isSeasonal, isPositive: positive).compactMap { form in
      let length = form.season == .none ? 1 : season
      // A form with more parameters than the series can bear has no criterion; the plainest is always tried.
      let plainest = form == .plainest
      guard plainest || values.count > form.parameterCount(season: length) + 1 else { return nil }
      let fit = ETSFit(values, form: form, season: length, workspace: workspace)
      return fit.solution.cost.isFinite ? fit : nil
    }
  }

  /// Forecasts of the form with the least criterion.
  func selected(into path: inout [Double]) {
    fits.min { $0.criterion < $1.criterion }?.forecast(into: &path)
  }

  /// Forecasts of all forms, averaged by Akaike's weights.
  ///
  /// Reference: Burnham & Anderson (2002), §4.2.
  func averaged(into path: inout [Double]) {
    guard let least = fits.map(\.criterion).min(), least.isFinite else { return selected(into: &path) }
    var sums = [Double](repeating: 0, count: path.count), total = 0.0
    for fit in fits {
      let weight = exp((least - fit.criterion) / 2)
      guard weight > 1e-6 else { continue }
      fit.forecast(into: &path)
      for step in path.indices { sums[step] += weight * path[step] }
      total += weight
    }
    for step in path.indices { path[step] = sums[step] / total }
  }
}
