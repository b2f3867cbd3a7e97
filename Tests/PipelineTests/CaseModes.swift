import Foundation
import TradeSeries

@testable import Adjustment

/// The modes of a ledger's unknowns: the adjustment without its draws.
struct CaseModes {
  let model: AdjustmentModel
  private var theta: [Double]
  private var deviations: [Double]
  private let groups: [LinkedGroup]
  private let modes: [GroupMode]
  private let ledger: StatementLedger

  init(_ ledger: StatementLedger, asOf: CalendarDate, horizon: Int) throws {
    let hyperparameters = Hyperparameters()
    self.ledger = ledger.known(on: asOf)
    model = try AdjustmentModel(self.ledger, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    groups = model.groups()
    theta = [Double](repeating: 0, count: model.unknowns.count)
    deviations = theta
    var modes: [GroupMode] = []
    for group in groups {
      let mode = try ModeSolver(group, hyperparameters, model).solve()
      for (position, unknown) in group.unknowns.enumerated() {
        theta[unknown] = mode.theta[position]
        deviations[unknown] = mode.unconstrainedDeviations[position]
      }
      modes.append(mode)
    }
    self.modes = modes
  }

  func analysis() throws -> ResidualAnalysis { try ResidualAnalysis(model, ledger, groups, modes) }

  /// The mode of a quantity: of a sum, the sum of its parts' modes.
  func mode(of key: SeriesKey, at period: ReferencePeriod) -> Double? {
    model.index.indices(of: identity(key), at: period).map { exp(logSumExp($0, theta)) }
  }

  /// Standard deviation of the logarithm of an unknown under the rows alone.
  func deviation(of key: SeriesKey, at period: ReferencePeriod) -> Double? {
    guard let indices = model.index.indices(of: identity(key), at: period), indices.count == 1 else { return nil }
    return deviations[indices[0]]
  }

  func drift(of key: SeriesKey) -> Double? {
    guard let series = model.series.firstIndex(where: { $0.identity == identity(key) }) else { return nil }
    return model.index.positions[.drift(series: series)].map { theta[$0] }
  }

  func bias(of origin: String, on key: SeriesKey) -> Double? {
    model.index.positions[.originBias(origin: origin, identity(key))].map { theta[$0] }
  }

  private func identity(_ key: SeriesKey) -> SeriesIdentity { model.census.identity(of: key, unit: nil) }
}
