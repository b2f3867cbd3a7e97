import Foundation

/// Exponential smoothing of every form that a series allows, weighed by AICc.
struct AutomaticETS {
  /// Each with its criterion, handicap included.
  private let candidates: [(fit: ETSFit, criterion: Double)]
  private let last: Double

  /// Fits every form that the series, of one value or more, allows.
  init(_ values: [Double], season: Int, workspace: ETSWorkspace) {
    last = values[values.count - 1]
    let positive = values.allSatisfy { $0 > 0 }
    // A season that does not show at all is not worth the search for it.
    let isSeasonal = values.count > 2 * season && SeasonalAdjustment.isSignificant(values, season, errors: 1)
    candidates = ETSForm.candidates(isSeasonal: isSeasonal, isPositive: positive).compactMap { form in
      let length = form.season == .none ? 1 : season
      // A form with more parameters than the series can bear has no criterion; the plainest is always tried.
      let plainest = form == .plainest
      guard plainest || values.count > form.parameterCount(season: length) + 1 else { return nil }
      let fit = ETSFit(values, form: form, season: length, workspace: workspace)
      return fit.solution.cost.isFinite ? (fit, fit.criterion + form.handicap(season: season)) : nil
    }
  }

  /// Forecasts of all forms, averaged by Akaike's weights; of the plainest where no form has a criterion, the last value where
  /// none has numbers for an answer.
  ///
  /// The form chosen alone would jump where two are about as likely, at a small change of one value; their average does
  /// not, and its errors are smaller on nearly every collection.
  ///
  /// Reference: Burnham & Anderson (2002), §4.2; Kolassa (2011).
  func forecast(into path: inout [Double]) {
    guard let least = candidates.lazy.map(\.criterion).min() else { return }
    guard least.isFinite else { return candidates[0].fit.forecast(into: &path) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: path.count) { sums in
      sums.initialize(repeating: 0)
      var total = 0.0
      for (fit, criterion) in candidates {
        let weight = exp((least - criterion) / 2)
        guard weight > 1e-6 else { continue }
        fit.forecast(into: &path)
        // Growth by a constant factor may end beyond all numbers.
        guard path.allSatisfy(\.isFinite) else { continue }
        for step in path.indices { sums[step] += weight * path[step] }
        total += weight
      }
      for step in path.indices { path[step] = total > 0 ? sums[step] / total : last }
    }
  }
}
