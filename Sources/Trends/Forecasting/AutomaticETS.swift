import Foundation

/// Exponential smoothing of every form that a series allows, weighed by AICc.
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

  /// Forecasts of all forms, averaged by Akaike's weights; of the plainest where no form has a criterion.
  ///
  /// The form chosen alone would jump where two are about as likely, at a small change of one value; their average does
  /// not, and its errors are smaller on nearly every collection.
  ///
  /// Reference: Burnham & Anderson (2002), §4.2; Kolassa (2011).
  func forecast(into path: inout [Double]) {
    guard let least = fits.lazy.map(\.criterion).min() else { return }
    guard least.isFinite else { return fits[0].forecast(into: &path) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: path.count) { sums in
      sums.initialize(repeating: 0)
      var total = 0.0
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
}
