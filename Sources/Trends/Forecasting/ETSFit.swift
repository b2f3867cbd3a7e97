import Foundation

/// A fitted exponential-smoothing model with its states after the last value.
struct ETSFit {
  let form: ETSForm
  let solution: ETSSolution
  /// Akaike's criterion, corrected for the sample's size; infinite where the series is too short for the form.
  let criterion: Double
  /// Standard deviation of the errors, relative where the form says so.
  let sigma: Double
  private let level: Double
  private let slope: Double
  private let terms: [Double]
  private let phase: Int

  init(_ values: [Double], form: ETSForm, season: Int, workspace: ETSWorkspace) {
    self.form = form
    let likelihood = ETSLikelihood(values: values, form: form, season: season)
    let solution = ETSSearch(likelihood: likelihood).run(
      workspace, start: ETSStart(values, form: form, season: season))
    self.solution = solution
    var level = solution.initialLevel, slope = solution.initialSlope, terms = solution.initialTerms
    var phase = 0, squares = 0.0
    for value in values {
      let base = level + solution.damping * slope
      let term = terms.isEmpty ? 0 : terms[phase]
      let forecast = form.season == .multiplicative ? base * term : base + term
      let error = value - forecast
      let shift = form.season == .multiplicative ? error / term : error
      squares += form.hasRelativeError ? (error / forecast) * (error / forecast) : error * error
      level = base + solution.level * shift
      slope = solution.damping * slope + solution.trend * shift
      if !terms.isEmpty { terms[phase] += solution.season * (form.season == .multiplicative ? error / base : error) }
      phase = phase + 1 == season ? 0 : phase + 1
    }
    (self.level, self.slope, self.terms, self.phase) = (level, slope, terms, phase)
    let count = Double(values.count), parameters = Double(form.parameterCount(season: season))
    sigma = (squares / max(count - parameters + 1, 1)).squareRoot()
    criterion =
      count - parameters - 1 > 0
      ? solution.cost + 2 * parameters + 2 * parameters * (parameters + 1) / (count - parameters - 1) : .infinity
  }

  /// Point forecasts of the coming values.
  func forecast(into path: inout [Double]) {
    var slope = slope, level = level
    for step in path.indices {
      slope *= solution.damping
      level += slope
      let term = terms.isEmpty ? 0 : terms[(phase + step) % terms.count]
      path[step] = form.season == .multiplicative ? level * term : level + term
    }
  }
}
