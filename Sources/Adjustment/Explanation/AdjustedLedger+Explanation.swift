import TradeSeries

extension AdjustedLedger {
  /// Takes one quantity apart: which statement and which belief carries how much of its information.
  ///
  /// - Returns: `nil` when the period is neither among the unknowns of the series nor to be simulated from them.
  /// - Throws: `.numerical` when the rows do not tie the series down.
  /// - Complexity: O(rows·n²) of the linked group.
  public func explanation(of quantity: ExplainedQuantity) throws(AdjustmentError) -> FigureExplanation? {
    let model = posterior.model
    let identity = SeriesIdentity(key: quantity.series, unit: quantity.unit)
    var mode = [Double](repeating: 0, count: model.unknowns.count)
    for (group, solved) in zip(posterior.groups, posterior.modes) {
      for (position, unknown) in group.unknowns.enumerated() { mode[unknown] = solved.theta[position] }
    }
    guard var log = LogDifferential(identity, at: quantity.period, model, mode: mode) else { return nil }
    if let base = quantity.base {
      guard let past = LogDifferential(identity, at: base, model, mode: mode) else { return nil }
      log = log - past
    }
    do {
      return try Explainer(self, quantity).explain(log)
    } catch {
      throw .numerical(error)
    }
  }
}
