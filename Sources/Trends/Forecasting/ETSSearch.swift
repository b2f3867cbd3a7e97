import CForecastKernels

/// The search for the smoothing parameters and initial states of one form.
///
/// For given smoothing parameters the initial states come from least squares, so that the search is over one to four
/// smoothing parameters: eight candidates a round around the best so far.
struct ETSSearch {
  let values: [Double]
  let form: ETSForm
  let season: Int

  /// The best parameters and initial states found.
  func run(_ workspace: ETSWorkspace, start: ETSStart) -> ETSSolution {
    var solution = ETSSolution(initialLevel: start.level, initialSlope: start.slope, initialTerms: start.terms)
    withKernel(workspace, &solution) { ets_search($0, $1, $2, $3, $4) }
    return solution
  }

  /// The cost, without penalty, of parameters and initial states.
  func cost(of solution: ETSSolution, _ workspace: ETSWorkspace) -> Double {
    var (solution, cost) = (solution, Double.infinity)
    withKernel(workspace, &solution) { cost = ets_cost($0, $1, $2, $3, $4) }
    return cost
  }

  private func withKernel(
    _ workspace: ETSWorkspace, _ solution: inout ETSSolution,
    _ body: (
      UnsafePointer<Double>?, Int, UnsafePointer<ets_form>, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<ets_solution>
    ) -> Void
  ) {
    var kernelForm = ets_form(form, season: season)
    let room = workspace.room(ets_room(&kernelForm))
    var terms = solution.initialTerms
    terms.withUnsafeMutableBufferPointer { terms in
      var raw = ets_solution(
        level: solution.level, trend: solution.trend, season: solution.season, damping: solution.damping,
        initial_level: solution.initialLevel, initial_slope: solution.initialSlope,
        initial_terms: terms.baseAddress, cost: solution.cost)
      values.withUnsafeBufferPointer { body($0.baseAddress, $0.count, &kernelForm, room, &raw) }
      (solution.level, solution.trend) = (raw.level, raw.trend)
      (solution.season, solution.damping) = (raw.season, raw.damping)
      (solution.initialLevel, solution.initialSlope) = (raw.initial_level, raw.initial_slope)
      solution.cost = raw.cost
    }
    solution.initialTerms = terms
  }
}

extension ets_form {
  fileprivate init(_ form: ETSForm, season length: Int) {
    self.init(
      has_relative_error: form.error == .relative ? 1 : 0, trend: form.trend.rawValue, season: form.season.rawValue,
      length: form.season == .none ? 1 : length)
  }
}
