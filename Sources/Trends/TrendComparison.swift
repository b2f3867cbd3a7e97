/// Every trend model of one series, side by side: the one place where the list of models is made.
public struct TrendComparison: Sendable {
  /// The models asked for, in the order of tables.
  public let models: [TrendModel]

  /// A comparison of some models, by default of all; the posterior's own trend is not among them, since it is not
  /// fitted to a series.
  public init(models: some Collection<TrendModel> = TrendModel.ofSeries) {
    self.models = Set(models).subtracting([.posterior]).sorted()
  }

  /// Fits each model.
  ///
  /// - Returns: one outcome a model, in the order of tables; a model that does not apply says why.
  public func outcomes(for evidence: TrendEvidence) -> [TrendOutcome] {
    models.map { model in
      do throws(TrendError) {
        return TrendOutcome(model: model, result: .success(try fit(model, to: evidence)))
      } catch {
        return TrendOutcome(model: model, result: .failure(error))
      }
    }
  }

  private func fit(_ model: TrendModel, to evidence: TrendEvidence) throws(TrendError) -> TrendFit {
    switch model {
    case .posterior: preconditionFailure("not a model of a series")
    case .logLinear: try LogLinearTrend().fit(evidence.series)
    }
  }
}
