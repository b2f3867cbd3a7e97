import Foundation

/// The likelihood of one form on one series, for eight candidates side by side.
///
/// For given smoothing parameters the forecasts are linear in the initial states (without a multiplicative season), so
/// that these come from least squares, weighted by the forecasts where errors are relative; with a multiplicative
/// season the same step is one of Gauss–Newton. Only the smoothing parameters are searched for.
struct ETSLikelihood {
  let values: [Double]
  let form: ETSForm
  let season: Int

  private var hasTrend: Bool { form.trend != .none }
  private var termCount: Int { form.season == .none ? 0 : season }

  /// Improves the initial states of `workspace` by one step and gives the cost after it.
  ///
  /// A linear form with additive errors is at its optimum after one step.
  ///
  /// - Parameters:
  ///   - parameters: smoothing parameters of the candidates.
  ///   - workspace: their initial states.
  /// - Returns: `n log Σe²`, with `2 Σ log |forecast|` for relative errors; infinite where a candidate breaks down.
  func improve(_ parameters: ETSParameters, _ workspace: ETSWorkspace) -> Lanes {
    let squares = normalEquations(parameters, workspace)
    let gain = workspace.solve()
    move(workspace)
    if form.isLinear && !form.hasRelativeError { return cost(squares: squares - gain, logForecasts: .zero) }
    return evaluate(parameters, workspace)
  }

  private func cost(squares: Lanes, logForecasts: Lanes) -> Lanes {
    var cost = Lanes.zero
    for lane in 0..<Lanes.scalarCount {
      cost[lane] = Double(values.count) * log(max(squares[lane], 1e-290)) + 2 * logForecasts[lane]
    }
    return cost.replacing(with: .infinity, where: cost .!= cost)
  }

  private func move(_ workspace: ETSWorkspace) {
    workspace.level += workspace.right[0]
    if hasTrend { workspace.slope += workspace.right[1] }
    let first = hasTrend ? 2 : 1
    guard workspace.right.count > first else { return }
    for phase in 0..<(season - 1) {
      workspace.terms[phase] += workspace.right[first + phase]
      workspace.terms[season - 1] -= workspace.right[first + phase]
    }
  }

  /// The cost at the initial states of the workspace.
  func evaluate(_ parameters: ETSParameters, _ workspace: ETSWorkspace) -> Lanes {
    var level = workspace.level, slope = workspace.slope
    for phase in 0..<termCount { workspace.runningTerms[phase] = workspace.terms[phase] }
    var squares = Lanes.zero, product = Lanes.one, logs = Lanes.zero
    var broken = SIMDMask<SIMD8<Int64>>(repeating: false)
    var phase = 0, held = 0
    for value in values {
      let base = level + parameters.damping * slope
      var forecast = base
      var term = Lanes.zero
      if form.season != .none {
        term = workspace.runningTerms[phase]
        forecast = form.season == .additive ? base + term : base * term
      }
      let error = value - forecast
      if form.hasRelativeError {
        broken .|= forecast .<= 0
        let relative = error / forecast
        squares += relative * relative
        product *= forecast / scale
        held += 1
        if held == 16 {
          (logs, product, held) = (logs + Self.logarithm(product), .one, 0)
        }
      } else {
        squares += error * error
      }
      var shift = error
      if form.season == .multiplicative {
        broken .|= (term .<= 0) .| (base .<= 0)
        shift = error / term
        workspace.runningTerms[phase] = term + parameters.season * error / base
      } else if form.season == .additive {
        workspace.runningTerms[phase] = term + parameters.season * error
      }
      level = base + parameters.level * shift
      slope = parameters.damping * slope + parameters.trend * shift
      phase = phase + 1 == season ? 0 : phase + 1
    }
    if form.hasRelativeError {
      logs += Self.logarithm(product) + Double(values.count) * Foundation.log(scale)
    }
    return cost(squares: squares, logForecasts: logs).replacing(with: .infinity, where: broken)
  }

  /// A typical size of the values, so that products of forecasts stay within range.
  private var scale: Double { max(abs(values[values.count / 2]), .leastNormalMagnitude) }

  private static func logarithm(_ lanes: Lanes) -> Lanes {
    var result = Lanes.zero
    for lane in 0..<Lanes.scalarCount { result[lane] = Foundation.log(lanes[lane]) }
    return result
  }

  /// Normal equations of a step in the initial states, at those of the workspace.
  ///
  /// - Returns: the weighted sum of squares before the step.
  private func normalEquations(_ parameters: ETSParameters, _ work: ETSWorkspace) -> Lanes {
    let columns = work.right.count
    if termCount == 0 { return plainNormalEquations(parameters, work) }
    let firstTerm = hasTrend ? 2 : 1
    var level = work.level, slope = work.slope
    for phase in 0..<season { work.runningTerms[phase] = work.terms[phase] }
    for position in work.normal.indices { work.normal[position] = .zero }
    for position in work.termByColumn.indices { work.termByColumn[position] = .zero }
    for column in 0..<columns {
      (work.right[column], work.levelByColumn[column], work.slopeByColumn[column]) = (.zero, .zero, .zero)
    }
    work.levelByColumn[0] = .one
    if hasTrend { work.slopeByColumn[1] = .one }
    for phase in 0..<(columns - firstTerm) {
      work.termByColumn[(firstTerm + phase) * season + phase] = .one
      work.termByColumn[(firstTerm + phase) * season + season - 1] = -.one
    }
    let (alpha, beta, gamma, damping) = (parameters.level, parameters.trend, parameters.season, parameters.damping)
    let multiplicative = form.season == .multiplicative
    var squares = Lanes.zero
    var phase = 0
    for value in values {
      let base = level + damping * slope
      let term = work.runningTerms[phase]
      let forecast = multiplicative ? base * term : base + term
      let error = value - forecast
      let weight = form.hasRelativeError ? 1 / (forecast * forecast) : .one
      squares += weight * error * error
      let inverseTerm = multiplicative ? 1 / term : .one
      let inverseBase = multiplicative ? 1 / base : .one
      let termPull = multiplicative ? error * inverseTerm * inverseTerm : .zero
      let basePull = multiplicative ? error * inverseBase * inverseBase : .zero
      for column in 0..<columns {
        let place = column * season + phase
        let baseChange = work.levelByColumn[column] + damping * work.slopeByColumn[column]
        let termChange = work.termByColumn[place]
        let change = multiplicative ? baseChange * term + base * termChange : baseChange + termChange
        work.forecastByColumn[column] = change
        let shift = -change * inverseTerm - termPull * termChange
        work.levelByColumn[column] = baseChange + alpha * shift
        work.slopeByColumn[column] = damping * work.slopeByColumn[column] + beta * shift
        work.termByColumn[place] = termChange - gamma * (change * inverseBase + basePull * baseChange)
      }
      var position = 0
      for row in 0..<columns {
        let weighted = weight * work.forecastByColumn[row]
        work.right[row] += weighted * error
        for column in 0...row {
          work.normal[position] += weighted * work.forecastByColumn[column]
          position += 1
        }
      }
      let shift = error * inverseTerm
      level = base + alpha * shift
      slope = damping * slope + beta * shift
      work.runningTerms[phase] = term + gamma * error * inverseBase
      phase = phase + 1 == season ? 0 : phase + 1
    }
    return squares
  }

  /// The same without a season: at most two columns, kept in registers.
  private func plainNormalEquations(_ parameters: ETSParameters, _ work: ETSWorkspace) -> Lanes {
    let (alpha, beta, damping) = (parameters.level, parameters.trend, parameters.damping)
    var level = work.level, slope = work.slope
    var byLevel = (level: Lanes.one, slope: Lanes.zero), bySlope = (level: Lanes.zero, slope: Lanes.one)
    var squares = Lanes.zero
    var n00 = Lanes.zero, n10 = Lanes.zero, n11 = Lanes.zero, r0 = Lanes.zero, r1 = Lanes.zero
    for value in values {
      let forecast = level + damping * slope
      let error = value - forecast
      let weight = form.hasRelativeError ? 1 / (forecast * forecast) : .one
      let first = byLevel.level + damping * byLevel.slope
      let weighted = weight * first
      let weightedError = weight * error
      squares += weightedError * error
      n00 += weighted * first
      r0 += weightedError * first
      byLevel = (first - alpha * first, damping * byLevel.slope - beta * first)
      if hasTrend {
        let second = bySlope.level + damping * bySlope.slope
        n10 += weighted * second
        n11 += weight * second * second
        r1 += weightedError * second
        bySlope = (second - alpha * second, damping * bySlope.slope - beta * second)
      }
      level = forecast + alpha * error
      slope = damping * slope + beta * error
    }
    work.normal[0] = n00
    work.right[0] = r0
    if hasTrend {
      (work.normal[1], work.normal[2]) = (n10, n11)
      work.right[1] = r1
    }
    return squares
  }
}
