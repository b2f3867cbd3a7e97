import Foundation
import TradeSeries

@testable import Adjustment

/// The modes of a ledger's unknowns: the adjustment without its draws.
struct SolvedModes {
  let model: AdjustmentModel
  private(set) var theta: [Double]
  /// Under the rows alone.
  private(set) var deviations: [Double]

  init(
    _ ledger: StatementLedger, asOf: CalendarDate, horizon: Int, hyperparameters: Hyperparameters = .init(),
    isRobust: Bool = false
  ) throws {
    model = try AdjustmentModel(
      ledger.known(on: asOf), asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    theta = [Double](repeating: 0, count: model.unknowns.count)
    deviations = theta
    for group in model.groups() {
      let mode = try group.mode(hyperparameters, model, isRobust: isRobust)
      for (position, unknown) in group.unknowns.enumerated() {
        theta[unknown] = mode.theta[position]
        deviations[unknown] = mode.unconstrainedDeviations[position]
      }
    }
  }

  /// Log mode of a quantity: of a sum, of the sum of its parts' modes.
  func logMode(of key: SeriesKey, at period: ReferencePeriod) -> Double? {
    model.index.indices(of: identity(key), at: period).map { logSumExp($0, theta) }
  }

  func drift(of key: SeriesKey) -> Double? {
    guard let series = model.series.firstIndex(where: { $0.identity == identity(key) }) else { return nil }
    return model.index.positions[.drift(series: series)].map { theta[$0] }
  }

  func bias(of origin: String, on key: SeriesKey) -> Double? {
    model.index.positions[.originBias(origin: origin, identity(key))].map { theta[$0] }
  }

  /// Position of a single unknown: at a period, `drift`, or `bias` of the one origin that is named.
  func unknown(_ key: SeriesKey, _ place: String) throws -> Int? {
    switch place {
    case "drift":
      return model.series.firstIndex { $0.identity == identity(key) }.flatMap {
        model.index.positions[.drift(series: $0)]
      }
    case "bias":
      return model.unknowns.firstIndex { if case .originBias = $0 { true } else { false } }
    default:
      let indices = model.index.indices(of: identity(key), at: try ReferencePeriod(parsing: place))
      return indices?.count == 1 ? indices?.first : nil
    }
  }

  private func identity(_ key: SeriesKey) -> SeriesIdentity { model.census.identity(of: key, unit: nil) }
}
