import TradeSeries

@testable import Adjustment

/// Residuals and explained conflicts of a ledger: the adjustment without its draws.
struct ConflictAnalysis {
  let residuals: [ObservationResidual]
  let conflicts: [Conflict]
  let tests: [GlobalTest]

  init(
    _ ledger: StatementLedger, asOf: CalendarDate, horizon: Int = 1, isExplained: Bool = true, isRobust: Bool = false,
    hyperparameters: Hyperparameters = Hyperparameters()
  ) throws {
    let known = ledger.known(on: asOf)
    let model = try AdjustmentModel(known, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    let groups = model.groups()
    let modes = try groups.map { try $0.mode(hyperparameters, model, isRobust: isRobust) }
    let analysis = try ResidualAnalysis(model, known, groups, modes)
    let explainer = ConflictExplainer(
      ledger: known, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    (residuals, tests) = (analysis.residuals, analysis.globalTests)
    conflicts = isExplained ? explainer.explained(analysis.conflicts, groups, model) : analysis.conflicts
  }
}
