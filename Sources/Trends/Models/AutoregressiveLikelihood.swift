import Foundation
import LinearAlgebra
import Statistics

/// The exact Gaussian likelihood of a straight line with AR(1) errors, as a function of ρ alone.
struct AutoregressiveLikelihood {
  let years: [Double]
  let values: [Double]

  /// Largest |atanh ρ| that is searched: ρ within 1.5e-8 of ±1.
  private static let searchLimit = 9.0

  /// The maximum over ρ, and whether it lies at the end of the search.
  func maximum() throws(TrendError) -> (rho: Double, isAtBoundary: Bool) {
    // From above: where all distances are even, ρ and −ρ are alike, and the positive one is meant.
    let grid = stride(from: Self.searchLimit, through: -Self.searchLimit, by: -0.05).map { $0 }
    var best = (index: 0, value: -Double.infinity)
    for (index, z) in grid.enumerated() {
      let value = try logLikelihood(tanh(z))
      if value > best.value { best = (index, value) }
    }
    guard best.index > 0, best.index < grid.count - 1 else { return (tanh(grid[best.index]), true) }
    // Around a maximum of the grid the score falls through 0; bisection goes to the last digit of ρ.
    var (low, high) = (tanh(grid[best.index + 1]), tanh(grid[best.index - 1]))
    guard try score(low) >= 0, try score(high) <= 0 else { return (tanh(grid[best.index]), false) }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return (middle, false) }
      if try score(middle) > 0 { low = middle } else { high = middle }
    }
  }

  /// The regression of the whitened values on the whitened constant and year.
  func regression(_ rho: Double) throws(TrendError) -> LeastSquaresFit {
    let correlations = correlations(rho)
    let design = [whitened([Double](repeating: 1, count: years.count), correlations), whitened(years, correlations)]
    do throws(RegressionError) {
      return try LinearRegression(
        regressors: Matrix(rowCount: years.count, columnCount: 2) { design[$1][$0] },
        response: Vector(whitened(values, correlations)), hasIntercept: false
      ).fit()
    } catch {
      throw TrendError(error)
    }
  }

  /// Log-likelihood but for a constant, with slope and variance at their best for this ρ.
  private func logLikelihood(_ rho: Double) throws(TrendError) -> Double {
    let residuals = try regression(rho).residuals
    let determinant = correlations(rho).reduce(0) { $0 + log1p(-$1 * $1) }
    return -Double(years.count) / 2 * log(residuals.dot(residuals)) - determinant / 2
  }

  /// Derivative of the log-likelihood by ρ; the slope is at its best, so that only ρ itself moves it.
  private func score(_ rho: Double) throws(TrendError) -> Double {
    let line = try regression(rho).coefficients
    let errors = zip(years, values).map { $1 - line[0] - line[1] * $0 }
    var (squares, derivative, determinant) = (errors[0] * errors[0], 0.0, 0.0)
    for (k, correlation) in correlations(rho).enumerated() {
      let rest = 1 - correlation * correlation
      let innovation = errors[k + 1] - correlation * errors[k]
      let distance = years[k + 1] - years[k]
      let change = distance * pow(rho, distance - 1)
      squares += innovation * innovation / rest
      derivative +=
        change * (2 * correlation * innovation * innovation / rest - 2 * innovation * errors[k]) / rest
      determinant -= 2 * correlation * change / rest
    }
    return -Double(years.count) / 2 * derivative / squares - determinant / 2
  }

  /// Correlation of each error with the one before.
  private func correlations(_ rho: Double) -> [Double] { zip(years, years.dropFirst()).map { pow(rho, $1 - $0) } }

  private func whitened(_ values: [Double], _ correlations: [Double]) -> [Double] {
    let innovations = correlations.enumerated().map { k, correlation -> Double in
      let scale = (1 - correlation * correlation).squareRoot()
      return (values[k + 1] - correlation * values[k]) / scale
    }
    return [values[0]] + innovations
  }
}
