import Foundation
import Statistics
import Testing

@testable import Adjustment

/// The coordinates that the sampler moves in are a change of variables of unit Jacobian, whatever rows chose them.
@Suite struct SamplingCoordinatesTests {
  static let ledgers = [
    "sums tied by the growth of a part": [
      "turnover 2014 level 193 million USD", "turnover 2015 level 210 million USD", "exports 2015 growth x1.71",
    ],
    "levels of a sum and of both parts": [
      "turnover 2022 level 500 million USD", "exports 2022 level 300 million USD", "imports 2022 level 205 million USD",
    ],
    "parts tied one by one": [
      "exports 2022 level 300 million USD", "turnover 2021 level 547 million USD", "exports 2022 growth x1.08",
      "imports 2022 growth x0.476", "turnover 2021-01/2021-09 level 400 million USD",
    ],
    "a share and a region": [
      "turnover 2021 level 900 million USD", "turnover 2022 growth x1.10", "exports 2022 share 70% turnover",
      "BY-MI/TR/exports 2022 level 100 million USD", "BY-MI/TR/exports 2022 share 30% BY/TR/exports",
    ],
    "mirror statistics": [
      "turnover 2021 level 900 million USD", "exports 2021 level 420 million USD",
      "exports 2021 level 500 million USD origin=TR", "exports 2022 level 600 million USD origin=TR",
    ],
  ]

  /// Every group of a ledger, with θ somewhere near its start.
  private func groups(_ name: String) throws -> [(LinkedGroup, SamplingCoordinates, [Double])] {
    let small = try SmallLedger(try #require(Self.ledgers[name]), asOf: "2022-12-31")
    let model = try AdjustmentModel(small.ledger, asOf: small.asOf, horizon: 1, hyperparameters: Hyperparameters())
    var generator = PhiloxGenerator(seed: 5, stream: 1)
    return model.groups().map { group in
      let theta = group.relative.start.map { $0 + 0.3 * generator.normal() }
      return (group.relative, SamplingCoordinates(group.relative), theta)
    }
  }

  /// The coordinates of a whole group as the sampler's steps read them: places are those of the group.
  private func compiled(_ coordinates: SamplingCoordinates) -> CompiledCoordinates {
    CompiledCoordinates(
      Array(0..<coordinates.count), steps: coordinates.steps, groupCount: coordinates.count)
  }

  private func theta(_ coordinates: SamplingCoordinates, _ phi: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: coordinates.count) + phi
    values += [Double](repeating: 0, count: coordinates.valueCount - values.count)
    _ = compiled(coordinates).refresh(&values)
    return Array(values[..<coordinates.count])
  }

  @Test(arguments: ledgers.keys.sorted()) func theWayBackLeadsToTheStart(_ name: String) throws {
    for (_, coordinates, theta) in try groups(name) {
      let values = coordinates.values(of: theta)
      let back = self.theta(coordinates, Array(values[coordinates.count..<(2 * coordinates.count)]))
      for (one, other) in zip(theta, back) { #expect(abs(one - other) < 1e-12 * max(1, abs(one))) }
    }
  }

  /// By central differences, and elimination with pivots.
  @Test(arguments: ledgers.keys.sorted()) func theJacobianIsOne(_ name: String) throws {
    for (_, coordinates, theta) in try groups(name) {
      let n = coordinates.count
      let phi = Array(coordinates.values(of: theta)[n..<(2 * n)])
      var columns: [[Double]] = []
      for k in 0..<n {
        let step = 1e-5
        let (up, down) = (
          phi.enumerated().map { $0 == k ? $1 + step : $1 }, phi.enumerated().map { $0 == k ? $1 - step : $1 }
        )
        columns.append(zip(self.theta(coordinates, up), self.theta(coordinates, down)).map { ($0 - $1) / (2 * step) })
      }
      #expect(abs(Self.logDeterminant(columns)) < 1e-6, "\(Self.logDeterminant(columns))")
    }
  }

  private static func logDeterminant(_ matrix: [[Double]]) -> Double {
    var rows = matrix
    var sum = 0.0
    for k in rows.indices {
      let pivot = rows.indices[k...].max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
      rows.swapAt(k, pivot)
      sum += log(abs(rows[k][k]))
      for i in rows.indices[(k + 1)...] {
        let factor = rows[i][k] / rows[k][k]
        for j in k..<rows.count { rows[i][j] -= factor * rows[k][j] }
      }
    }
    return sum
  }

  /// The gradient over φ of a linear function of θ and the sums, against central differences.
  @Test(arguments: ledgers.keys.sorted()) func gradientsArePulledBack(_ name: String) throws {
    for (_, coordinates, theta) in try groups(name) {
      let n = coordinates.count
      let weights = (0..<coordinates.valueCount).map { $0 < n || $0 >= 2 * n ? sin(Double($0 + 1)) : 0 }
      var values = coordinates.values(of: theta)
      var gradient = weights
      let compiled = compiled(coordinates)
      compiled.pullBack(&gradient, compiled.refresh(&values))
      for k in 0..<n {
        let start = values[n + k]
        var sides: [Double] = []
        for step in [1e-5, -1e-5] {
          values[n + k] = start + step
          _ = compiled.refresh(&values)
          sides.append(zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 })
        }
        values[n + k] = start
        let slope = (sides[0] - sides[1]) / 2e-5
        #expect(abs(gradient[n + k] - slope) < 1e-5 * max(1, abs(slope)), "φ\(k): \(gradient[n + k]) and \(slope)")
      }
    }
  }
}
