import Foundation
import LinearAlgebra
import Statistics
import TradeSeries

/// Every statement against all the others: section 6 of the model page.
///
/// All quantities are read off the Gaussian around the mode that matches walls and bounds.
struct ResidualAnalysis {
  private(set) var residuals: [ObservationResidual] = []
  private(set) var conflicts: [Conflict] = []
  private(set) var globalTests: [GlobalTest] = []

  /// |z| from which a row is a conflict: beyond it lie as few half-normals as normals.
  private static let largestZ = 3.0
  /// Probability of its bound under the others below which a sided row is one.
  private static let leastBoundProbability = 0.005
  /// Violation of a wall at the mode from which it is one.
  private static let largestViolation = 0.015
  /// Share of the prediction from which another statement is named as standing against.
  private static let leastWeight = 0.1

  private struct Part {
    let rows: [(statement: Int, residual: ObservationResidual, conflict: Conflict?)]
    let test: GlobalTest
  }

  init(
    _ model: AdjustmentModel, _ ledger: StatementLedger, _ groups: [LinkedGroup], _ modes: [GroupMode]
  ) throws(AdjustmentError) {
    let stated = zip(groups, modes).filter { !$0.0.observations.isEmpty }
    let parts = parallelMap(stated) { group, mode in
      Result { () throws(LinearAlgebraError) in try Self.analyse(group, mode, model, ledger) }
    }
    var found: [(statement: Int, residual: ObservationResidual, conflict: Conflict?)] = []
    for part in parts {
      do {
        let part = try part.get()
        found += part.rows
        globalTests.append(part.test)
      } catch {
        throw .numerical(error)
      }
    }
    found.sort { $0.statement < $1.statement }
    residuals = found.map(\.residual)
    conflicts = found.compactMap(\.conflict)
  }

  private static func analyse(
    _ group: LinkedGroup, _ mode: GroupMode, _ model: AdjustmentModel, _ ledger: StatementLedger
  ) throws(LinearAlgebraError) -> Part {
    let weighted = group.weighted(by: mode.weights)
    let gaussian = try BoundedGaussian(
      weighted, at: mode.theta, wallDeviation: model.hyperparameters.wallDeviation)
    let rows = group.observations.indices.map { position in
      let row = group.observations[position]
      let statement = ledger.statements[row.statement]
      let prediction = gaussian.prediction(of: position)
      let value = row.expression.value(at: mode.theta)
      // Its own σ is the stated one: a weight that a robust mode gave it says how it was treated, not how sure it was.
      let residual = ObservationResidual(
        statement: statement.id, series: statement.series, residual: row.target - value,
        redundancy: gaussian.redundancy(of: position),
        z: prediction.map { (row.target - $0.mean) / ($0.variance + row.sigma * row.sigma).squareRoot() },
        predicted: prediction.map { row.figure($0.mean) }, stated: stated(statement, row),
        unit: statement.unit?.unitOfAccount, boundProbability: prediction.flatMap(row.boundProbability))
      guard let ground = ground(row, residual, at: value) else { return (row.statement, residual, nil as Conflict?) }
      let against = gaussian.weights(onPredictionOf: position).filter { $0.weight >= leastWeight }.prefix(4)
        .map { ledger.statements[group.observations[$0.observation].statement].id }
      return (row.statement, residual, Conflict(residual: residual, ground: ground, against: Array(against)))
    }
    return Part(rows: rows, test: GlobalTest(weighted, at: mode.theta, gaussian, model))
  }

  /// The figure as it was stated; of a range, or in another currency, what its row is centred on.
  private static func stated(_ statement: Statement, _ row: ObservationRow) -> Double {
    let isOwnFigure = statement.figure.upperValue == nil && statement.unit == statement.unit?.unitOfAccount
    return isOwnFigure ? statement.figure.value : row.figure(row.target)
  }

  private static func ground(
    _ row: ObservationRow, _ residual: ObservationResidual, at value: Double
  ) -> Conflict.Ground? {
    let violation = abs(row.violation(of: value))
    if violation > largestViolation { return .boundViolated(by: violation) }
    if let probability = residual.boundProbability, probability < leastBoundProbability {
      return .boundImprobable(probability: probability)
    }
    guard let z = residual.z, abs(z) > largestZ else { return nil }
    return row.wallCount == 0 ? .improbable : .boundFarOff
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

  /// Probability that a quantity is on the right side of the wall, of two walls of the less likely one; `nil` without.
  fileprivate func boundProbability(_ prediction: BoundedGaussian.Normal) -> Double? {
    let normal = StandardNormal()
    let deviation = prediction.variance.squareRoot()
    return [
      lower.map { normal.survival(($0 - prediction.mean) / deviation) },
      upper.map { normal.cdf(($0 - prediction.mean) / deviation) },
    ].compactMap { $0 }.min()
  }
}
