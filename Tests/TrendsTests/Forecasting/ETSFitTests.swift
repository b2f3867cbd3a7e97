import Foundation
import Statistics
import Testing

@testable import Trends

struct ETSFitTests {
  let workspace = ETSWorkspace()
  static let values = [
    17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39,
  ]

  /// With the smoothing parameters given, the initial states are those of least squares: no small move lowers the cost.
  @Test(arguments: [ETSForm.Trend.none, .additive, .damped], [false, true])
  func noSmallMoveOfTheInitialStatesLowersTheCost(trend: ETSForm.Trend, relative: Bool) {
    let form = ETSForm(error: relative ? .relative : .additive, trend: trend, season: .none)
    let fit = ETSFit(Self.values, form: form, season: 1, workspace: workspace)
    let search = ETSSearch(values: Self.values, form: form, season: 1)
    func cost(level: Double, slope: Double) -> Double {
      var moved = fit.solution
      moved.initialLevel += level
      moved.initialSlope += slope
      return search.cost(of: moved, workspace)
    }
    let best = cost(level: 0, slope: 0)
    // Relative errors are weighted by the forecasts of the last step: near the optimum, not at it.
    let slack = relative ? 0.02 : 1e-9
    for move in [-0.5, -0.05, 0.05, 0.5] {
      #expect(cost(level: move, slope: 0) >= best - slack)
      if trend != .none { #expect(cost(level: 0, slope: move / 4) >= best - slack) }
    }
  }

  /// The kernel's cost is what the recursions of the model say, written down plainly.
  @Test(arguments: ETSForm.candidates(isSeasonal: true, isPositive: true))
  func costIsThatOfTheModel(form: ETSForm) {
    let seasonal = form.season != .none
    let terms: [Double] = !seasonal ? [] : form.season == .additive ? [-2, 1, 2, -1] : [0.9, 1.05, 1.1, 0.95]
    let solution = ETSSolution(
      level: 0.4, trend: form.trend == .none ? 0 : 0.1, season: seasonal ? 0.2 : 0,
      damping: form.trend == .none ? 0 : form.trend == .damped ? 0.9 : 1, initialLevel: 17,
      initialSlope: form.trend == .none ? 0 : 1.5, initialTerms: terms)
    // Long enough that products of forecasts are taken apart more than once.
    let values = (0..<40).map { Self.values[$0 % 14] + Double($0) }
    var (level, slope, running) = (solution.initialLevel, solution.initialSlope, terms)
    var squares = 0.0, logarithms = 0.0
    for (time, value) in values.enumerated() {
      let base = level + solution.damping * slope
      let term = seasonal ? running[time % 4] : 0
      let forecast = form.season == .multiplicative ? base * term : base + term
      let error = value - forecast
      squares += form.error == .relative ? error * error / (forecast * forecast) : error * error
      logarithms += form.error == .relative ? log(forecast) : 0
      let shift = form.season == .multiplicative ? error / term : error
      level = base + solution.level * shift
      slope = solution.damping * slope + solution.trend * shift
      if seasonal { running[time % 4] += solution.season * (form.season == .multiplicative ? error / base : error) }
    }
    let cost = ETSSearch(values: values, form: form, season: seasonal ? 4 : 1).cost(of: solution, workspace)
    #expect(abs(cost - (40 * log(squares) + 2 * logarithms)) < 1e-10)
  }

  /// No step in level, slope or any seasonal term lowers the cost of a seasonal fit.
  @Test(arguments: ETSForm.candidates(isSeasonal: true, isPositive: true).filter { $0.season != .none })
  func noSmallMoveOfASeasonLowersTheCost(form: ETSForm) {
    let shape = [0.8, 1.1, 1.3, 0.8]
    let values = (0..<48).map { time in
      let level = 50 + 2 * Self.values[time % 14] + Double(time)
      return level * shape[time % 4]
    }
    let fit = ETSFit(values, form: form, season: 4, workspace: workspace)
    let isOfLogarithms = form.error == .logarithmic
    let search = ETSSearch(values: isOfLogarithms ? values.map { log($0) } : values, form: form, season: 4)
    let best = search.cost(of: fit.solution, workspace)
    #expect(best.isFinite)
    // Relative errors are weighted by the forecasts of the last step: near the optimum, not at it.
    let slack = form.error == .relative ? 0.05 : 1e-9
    for phase in 0..<3 {
      for move in [-0.01, 0.01] {
        var moved = fit.solution
        let size = form.season == .multiplicative || isOfLogarithms ? 1.0 : 80
        moved.initialTerms[phase] += move * size
        moved.initialTerms[3] -= move * size
        #expect(search.cost(of: moved, workspace) >= best - slack)
      }
    }
  }

  @Test func followsALineExactly() {
    let line = (0..<12).map { 5 + 3 * Double($0) }
    let form = ETSForm(error: .additive, trend: .additive, season: .none)
    var path = [Double](repeating: 0, count: 3)
    ETSFit(line, form: form, season: 1, workspace: workspace).forecast(into: &path)
    for (step, value) in path.enumerated() { #expect(abs(value - (41 + 3 * Double(step))) < 1e-6) }
  }

  /// Every form counts by its likelihood relative to the others, e^(−½ ΔAICc), and by its handicap.
  @Test func averagesTheFormsByAkaikesWeights() {
    let fits = ETSForm.candidates(isSeasonal: false, isPositive: true).map {
      ETSFit(Self.values, form: $0, season: 1, workspace: workspace)
    }
    let weights = fits.map { exp(-($0.criterion + $0.form.handicap(season: 1)) / 2) }
    // Several forms count, so that the best alone would not pass.
    #expect(weights.max()! < 0.9 * weights.reduce(0, +))
    var expected = [Double](repeating: 0, count: 4), path = expected
    for (fit, weight) in zip(fits, weights) {
      fit.forecast(into: &path)
      for step in path.indices { expected[step] += weight / weights.reduce(0, +) * path[step] }
    }
    AutomaticETS(Self.values, season: 1, workspace: workspace).forecast(into: &path)
    for (value, truth) in zip(path, expected) { #expect(abs(value - truth) < 1e-4) }
  }

  /// The criterion of logarithms is that of the densities of the values: a series that grows by factors with errors to match
  /// is told from one that grows by steps, whatever its unit.
  @Test(arguments: [1, 1e-3, 1e6])
  func tellsGrowthByFactorsFromGrowthBySteps(unit: Double) {
    func leads(_ value: (Double, Double) -> Double) -> Bool {
      var generator = PhiloxGenerator(seed: 3, stream: 0)
      let values = (0..<40).map { unit * value(Double($0), generator.normal()) }
      func least(_ isOfLogarithms: Bool) -> Double {
        let forms = ETSForm.candidates(isSeasonal: false, isPositive: true).filter {
          ($0.error == .logarithmic) == isOfLogarithms
        }
        return forms.map { ETSFit(values, form: $0, season: 1, workspace: workspace).criterion }.min()!
      }
      return least(true) < least(false)
    }
    #expect(leads { exp(0.08 * $0 + 0.05 * $1) })
    #expect(!leads { 100 + 10 * $0 + 5 * $1 })
  }

  /// Steady growth by 8 % a period is followed to the end, which slopes that change by and by do not.
  @Test func followsGrowthByAConstantFactor() {
    var generator = PhiloxGenerator(seed: 5, stream: 0)
    let values = (0..<40).map { exp(0.08 * Double($0) + 0.05 * generator.normal()) }
    var path = [Double](repeating: 0, count: 6)
    AutomaticETS(values, season: 1, workspace: workspace).forecast(into: &path)
    for (step, value) in path.enumerated() { #expect(abs(value / exp(0.08 * Double(40 + step)) - 1) < 0.08) }
  }

  /// A form whose forecasts end beyond all numbers is left out; where no other comes near, the last value stands.
  @Test func growthBeyondAllNumbersIsLeftOut() {
    let values = (0..<12).map { pow(10, 24.0 * Double($0)) }
    var path = [Double](repeating: 0, count: 40)
    AutomaticETS(values, season: 1, workspace: workspace).forecast(into: &path)
    #expect(path.allSatisfy { $0 == values[11] })
  }

  @Test func logarithmsHaveAHandicap() {
    func handicap(_ error: ETSForm.Error, _ trend: ETSForm.Trend, season: Int) -> Double {
      ETSForm(error: error, trend: trend, season: .none).handicap(season: season)
    }
    #expect(handicap(.logarithmic, .damped, season: 1) == 0 && handicap(.logarithmic, .damped, season: 12) == 33)
    #expect(handicap(.logarithmic, .additive, season: 1) == 15 && handicap(.logarithmic, .additive, season: 4) == 24)
    #expect(handicap(.relative, .additive, season: 12) == 0)
  }

  @Test func findsAMultiplicativeSeason() {
    let shape = [0.8, 1.1, 1.3, 0.8]
    let values = (0..<40).map { (100 + 2 * Double($0)) * shape[$0 % 4] }
    var path = [Double](repeating: 0, count: 8)
    AutomaticETS(values, season: 4, workspace: workspace).forecast(into: &path)
    for (step, value) in path.enumerated() {
      let truth = (100 + 2 * Double(40 + step)) * shape[step % 4]
      #expect(abs(value / truth - 1) < 0.01)
    }
  }
}
