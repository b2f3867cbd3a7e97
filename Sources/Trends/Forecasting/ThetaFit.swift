/// A fitted theta model, ready to forecast.
struct ThetaFit {
  let model: ThetaModel
  let smoothing: Double
  /// `1 − 1/θ`.
  let weight: Double
  /// Initial level, relative to the first value.
  let initialLevel: Double
  let line: StraightLine
  private var squares = 0.0
  private var residualCount = 0
  private var level = 0.0
  private var power = 1.0
  private var following: FollowingLine
  private var count: Int
  private let origin: Double

  init(
    model: ThetaModel, smoothing: Double, weight: Double, initialLevel: Double, line: StraightLine, values: [Double]
  ) {
    (self.model, self.smoothing, self.weight) = (model, smoothing, weight)
    (self.initialLevel, self.line) = (initialLevel, line)
    origin = values[0]
    following = FollowingLine(first: 0)
    count = 1
    level = (1 - smoothing) * initialLevel
    power = 1 - smoothing
    for time in 1..<values.count {
      let residual = values[time] - origin - next
      if time >= 2 || !model.isDynamic {
        squares += residual * residual
        residualCount += 1
      }
      step(values[time] - origin)
    }
  }

  /// Mean squared residual; infinite without residuals.
  var meanSquare: Double { residualCount > 0 ? squares / Double(residualCount) : .infinity }

  /// Forecast of the next value, relative to the first one.
  private var next: Double {
    let intercept = model.isDynamic ? following.intercept : line.intercept - origin
    let slope = model.isDynamic ? following.slope : line.slope
    return level + weight * (power * intercept + (1 - power * (1 - smoothing)) / smoothing * slope)
  }

  private mutating func step(_ value: Double) {
    level += smoothing * (value - level)
    power *= 1 - smoothing
    count += 1
    if model.isDynamic { following.append(value, count: count) }
  }

  /// Point forecasts of the coming values.
  func forecast(into path: inout [Double]) {
    var future = self
    for position in path.indices {
      let value = future.next
      path[position] = value + origin
      future.step(value)
    }
  }
}
