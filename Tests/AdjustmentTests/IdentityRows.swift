import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// A group made by hand of rows that are linear in the unknowns themselves: for examples that are not on logarithms.
struct IdentityRows {
  private let model: AdjustmentModel
  private let hyperparameters = Hyperparameters()
  private var priorRows: [LinearRow] = []
  private var observations: [ObservationRow] = []
  private var bounds: [StructuralBound] = []
  let start: [Double]

  init(start: [Double]) throws {
    // The solvers name the series of a group in their errors, so its unknowns have to be some model's.
    let small = try SmallLedger(
      ["exports 2000 level 100 million USD", "exports 2020 level 100 million USD"], asOf: "2020-12-31")
    model = try AdjustmentModel(small.ledger, asOf: small.asOf, horizon: 1, hyperparameters: hyperparameters)
    try #require(start.count <= model.unknowns.count)
    self.start = start
  }

  /// A stated quantity `Σ coefficient · θ`.
  mutating func observe(_ terms: [(Int, Double)], _ target: Double, sigma: Double) {
    observations.append(
      ObservationRow(
        statement: observations.count,
        expression: .logs(terms.map { LogSumTerm(coefficient: $0.1, indices: [$0.0]) }), target: target, sigma: sigma,
        lower: nil, upper: nil))
  }

  /// A row that is no statement: a belief or, with a small σ, an identity.
  mutating func require(_ terms: [(Int, Double)], _ target: Double, sigma: Double) {
    priorRows.append(LinearRow(indices: terms.map(\.0), coefficients: terms.map(\.1), target: target, sigma: sigma))
  }

  /// `θ[part] ≤ θ[whole]`.
  mutating func bound(_ part: Int, by whole: Int) { bounds.append(StructuralBound(parts: [part], whole: [whole])) }

  var group: LinkedGroup {
    LinkedGroup(
      unknowns: Array(start.indices), priorRows: priorRows, observations: observations, bounds: bounds, pairs: [],
      start: start, offsets: [Double](repeating: 0, count: start.count), stream: 1)
  }

  func mode() throws -> GroupMode { try ModeSolver(group, hyperparameters, model).solve() }

  func gaussian(_ mode: GroupMode) throws -> BoundedGaussian {
    try BoundedGaussian(group, at: mode.theta, wallDeviation: hyperparameters.wallDeviation)
  }

  /// Draws of one unknown less another, chain after chain.
  func draws(of first: Int, less second: Int) throws -> [Double] {
    let sampler = PosteriorSampler(hyperparameters: hyperparameters, seed: 3)
    let monitor = MixingMonitor([group])
    let draws = try sampler.sample([PosteriorSampler.Problem(group, mode())], monitor)
    return zip(draws[0].column(first), draws[0].column(second)).map { $0 - $1 }
  }
}

/// A table of `Tests/Reference` without quoted cells.
struct PublishedTable {
  let rows: [ReferenceLedger.Row]

  init(_ path: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference")
    let lines = try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    rows = lines.dropFirst().map { .init(cells: Dictionary(uniqueKeysWithValues: zip(header, $0))) }
  }

  func rows(_ column: String, _ value: String) -> [ReferenceLedger.Row] { rows.filter { $0[column] == value } }
}

/// Whether a number rounds to what was printed, ties either way.
func agrees(_ value: Double, _ printed: String, decimals: Int) -> Bool {
  guard let number = Double(printed) else { return false }
  return abs(value - number) <= 0.5 * pow(10, -Double(decimals)) * (1 + 1e-6)
}
