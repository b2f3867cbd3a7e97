import Foundation

/// A fitted exponential-smoothing model.
struct ETSFit {
  let form: ETSForm
  let solution: ETSSolution
  /// Akaike's criterion, corrected for the sample's size; infinite where the series is too short for the form.
  let criterion: Double
  /// The values, or their logarithms where the form is one of logarithms.
  private let values: [Double]

  init(_ series: [Double], form: ETSForm, season: Int, workspace: ETSWorkspace) {
    let values = form.error == .logarithmic ? series.map { log($0) } : series
    (self.form, self.values) = (form, values)
    solution = ETSSearch(values: values, form: form, season: season).run(
      workspace, start: ETSStart(values, form: form, season: season))
    let count = Double(values.count), parameters = Double(form.parameterCount(season: season))
    // Densities of the values themselves.
    let cost = solution.cost + (form.error == .logarithmic ? 2 * values.reduce(0, +) : 0)
    criterion =
      count - parameters - 1 > 0
      ? cost + 2 * parameters + 2 * parameters * (parameters + 1) / (count - parameters - 1) : .infinity
  }

  /// Point forecasts of the coming values.
  func forecast(into path: inout [Double]) {
    var level = solution.initialLevel, slope = solution.initialSlope, terms = solution.initialTerms
    var phase = 0
    for value in values {
      let base = level + solution.damping * slope
      let term = terms.isEmpty ? 0 : terms[phase]
      let error = value - (form.season == .multiplicative ? base * term : base + term)
      let shift = form.season == .multiplicative ? error / term : error
      level = base + solution.level * shift
      slope = solution.damping * slope + solution.trend * shift
      guard !terms.isEmpty else { continue }
      terms[phase] += solution.season * (form.season == .multiplicative ? error / base : error)
      phase = phase + 1 == terms.count ? 0 : phase + 1
    }
    for step in path.indices {
      slope *= solution.damping
      level += slope
      let term = terms.isEmpty ? 0 : terms[(phase + step) % terms.count]
      path[step] = form.season == .multiplicative ? level * term : level + term
      if form.error == .logarithmic { path[step] = exp(path[step]) }
    }
  }
}
