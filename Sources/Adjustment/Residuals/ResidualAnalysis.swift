import Foundation
import LinearAlgebra
import Statistics
import TradeSeries

/// Every statement against all the others: section 6 of the model page.
///
/// All quantities are read off the quadratic around the mode, in which walls and bounds that bind there are rows.
struct ResidualAnalysis {
  private(set) var residuals: [ObservationResidual] = []
  private(set) var conflicts: [Conflict] = []

  /// |z| from which a two-sided row is a conflict.
  private static let largestZ = 3.0
  /// Probability of its bound under the others below which a sided row is one.
  private static let leastBoundProbability = 0.005
  /// Violation of a wall at the mode from which it is one.
  private static let largestViolation = 0.015
  /// Share of the prediction from which another statement is named as standing against.
  private static let leastWeight = 0.1

  init(
    _ model: AdjustmentModel, _ ledger: StatementLedger, _ groups: [LinkedGroup], _ modes: [GroupMode]
  ) throws(AdjustmentError) {
    var found: [(Int, ObservationResidual, Conflict?)] = []
    for (group, mode) in zip(groups, modes) where !group.observations.isEmpty {
      do {
        found += try Self.analyse(group, mode, model, ledger)
      } catch {
        throw .numerical(error)
      }
    }
    found.sort { $0.0 < $1.0 }
    residuals = found.map(\.1)
    conflicts = found.compactMap(\.2)
  }

  private static func analyse(
    _ group: LinkedGroup, _ mode: GroupMode, _ model: AdjustmentModel, _ ledger: StatementLedger
  ) throws(LinearAlgebraError) -> [(Int, ObservationResidual, Conflict?)] {
    let quadratic = try ModeQuadratic(group, mode, wallDeviation: model.hyperparameters.wallDeviation)
    return group.observations.indices.map { position in
      let row = group.observations[position]
      let statement = ledger.statements[row.statement]
      let prediction = quadratic.prediction(of: position)
      let residual = ObservationResidual(
        statement: statement.id, series: statement.series, residual: row.target - quadratic.values[position],
        redundancy: quadratic.redundancy(of: position),
        z: prediction.map { (row.target - $0.mean) / ($0.variance + row.sigma * row.sigma).squareRoot() },
        predicted: prediction.map { row.figure($0.mean) }, stated: stated(statement, row),
        unit: statement.unit?.unitOfAccount)
      guard let ground = ground(row, residual, prediction, at: quadratic.values[position]) else {
        return (row.statement, residual, nil)
      }
      let against = quadratic.weights(onPredictionOf: position).filter { $0.weight >= leastWeight }.prefix(4)
        .map { ledger.statements[group.observations[$0.observation].statement].id }
      return (row.statement, residual, Conflict(residual: residual, ground: ground, against: Array(against)))
    }
  }

  /// The figure as it was stated; of a range, or in another currency, what its row is centred on.
  private static func stated(_ statement: Statement, _ row: ObservationRow) -> Double {
    let isOwnFigure = statement.figure.upperValue == nil && statement.unit == statement.unit?.unitOfAccount
    return isOwnFigure ? statement.figure.value : row.figure(row.target)
  }

  private static func ground(
    _ row: ObservationRow, _ residual: ObservationResidual, _ prediction: ModeQuadratic.Prediction?, at value: Double
  ) -> Conflict.Ground? {
    let violation = abs(row.violation(of: value))
    if violation > largestViolation { return .boundViolated(by: violation) }
    guard let prediction else { return nil }
    guard row.lower != nil || row.upper != nil else {
      return residual.z.map { abs($0) > largestZ } == true ? .improbable : nil
    }
    let deviation = prediction.variance.squareRoot()
    let normal = StandardNormal()
    let below = row.upper.map { normal.cdf(($0 - prediction.mean) / deviation) } ?? 1
    let belowLower = row.lower.map { normal.cdf(($0 - prediction.mean) / deviation) } ?? 0
    let probability = below - belowLower
    return probability < leastBoundProbability ? .boundImprobable(probability: probability) : nil
  }
}

extension ObservationRow {
  /// The figure that a value of the row's expression stands for: of a logarithm its exponential.
  fileprivate func figure(_ value: Double) -> Double {
    switch expression {
    case .logs: exp(value)
    case .difference(_, _, let scale): value * scale
    }
  }
}
