import Foundation

/// Room for the evaluation of one form on one series after another: no allocation in the search.
final class ETSWorkspace {
  /// Initial states of the eight candidates: level, slope, seasonal terms.
  var level = Lanes.zero
  var slope = Lanes.zero
  var terms: [Lanes] = []
  /// Derivatives of the running states with respect to each free initial state.
  var levelByColumn: [Lanes] = []
  var slopeByColumn: [Lanes] = []
  var termByColumn: [Lanes] = []
  var forecastByColumn: [Lanes] = []
  /// Normal equations, packed by rows of the lower triangle, and right-hand side.
  var normal: [Lanes] = []
  var right: [Lanes] = []
  var runningTerms: [Lanes] = []

  func prepare(columns: Int, season: Int) {
    func fit(_ array: inout [Lanes], _ count: Int) {
      if array.count != count { array = [Lanes](repeating: .zero, count: count) }
    }
    fit(&terms, season)
    fit(&runningTerms, season)
    fit(&levelByColumn, columns)
    fit(&slopeByColumn, columns)
    fit(&termByColumn, columns * season)
    fit(&forecastByColumn, columns)
    fit(&normal, columns * (columns + 1) / 2)
    fit(&right, columns)
  }

  /// Solves the normal equations in place by Cholesky; the step stands in `right`.
  ///
  /// - Returns: what the step takes off the sum of squares.
  func solve() -> Lanes {
    let count = right.count
    var gain = Lanes.zero
    for row in 0..<count {
      let start = row * (row + 1) / 2
      for column in 0..<row {
        let other = column * (column + 1) / 2
        var sum = normal[start + column]
        for inner in 0..<column { sum -= normal[start + inner] * normal[other + inner] }
        normal[start + column] = sum * normal[other + column]
      }
      var pivot = normal[start + row]
      let floor = pivot * 1e-11 + 1e-290
      for inner in 0..<row { pivot -= normal[start + inner] * normal[start + inner] }
      // A column that depends on the earlier ones moves nothing.
      let dependent = pivot .<= floor
      let inverse = (1 / pivot.replacing(with: 1, where: dependent).squareRoot()).replacing(with: 0, where: dependent)
      normal[start + row] = inverse
      var sum = right[row]
      for inner in 0..<row { sum -= normal[start + inner] * right[inner] }
      right[row] = sum * inverse
      gain += right[row] * right[row]
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      var sum = right[row]
      for later in (row + 1)..<max(count, row + 1) { sum -= normal[later * (later + 1) / 2 + row] * right[later] }
      right[row] = sum * normal[row * (row + 1) / 2 + row]
    }
    return gain
  }
}
