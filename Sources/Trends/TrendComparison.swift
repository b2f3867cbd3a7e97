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

  /// Fits each model to observations, checked first; years that make no series fail every model alike.
  ///
  /// `draws` gives the joint draws of the checked series, if there are any.
  public func outcomes(
    _ observations: [YearlySeries.Observation], draws: (YearlySeries) -> YearlyDraws? = { _ in nil }
  ) -> [TrendOutcome] {
    do throws(TrendError) {
      let series = try YearlySeries(observations)
      return outcomes(for: TrendEvidence(series: series, draws: draws(series)))
    } catch {
      return models.map { TrendOutcome(model: $0, result: .failure(error)) }
    }
  }

  private func fit(_ model: TrendModel, to evidence: TrendEvidence) throws(TrendError) -> TrendFit {
    switch model {
    case .posterior: preconditionFailure("not a model of a series")
    case .logLinear: try LogLinearTrend().fit(evidence.series)
    case .biasAdjusted: try LogLinearTrend(reporting: .biasAdjusted).fit(evidence.series)
    case .weighted: try WeightedTrend().fit(evidence)
    case .autoregressive: try AutoregressiveTrend().fit(evidence.series)
    case .neweyWest: try RobustLogLinearTrend(.neweyWest).fit(evidence.series)
    case .equalWeightedCosine: try RobustLogLinearTrend(.equalWeightedCosine).fit(evidence.series)
    case .logQuadratic: try LogQuadraticTrend().fit(evidence.series)
    case .linear: try LevelTrend(.linear).fit(evidence.series)
    case .quadratic: try LevelTrend(.quadratic).fit(evidence.series)
    case .compound: try CompoundGrowth().fit(evidence)
    case .theilSen: try TheilSenTrend().fit(evidence.series)
    case .mannKendall: try MannKendallTest(.plain).fit(evidence.series)
    case .mannKendallHamedRao: try MannKendallTest(.hamedRao).fit(evidence.series)
    case .mannKendallPreWhitened: try MannKendallTest(.preWhitened).fit(evidence.series)
    case .mannKendallTrendFree: try MannKendallTest(.trendFreePreWhitened).fit(evidence.series)
    case .hodrickPrescott: try HodrickPrescottFilter().fit(evidence.series)
    case .hamilton: try HamiltonFilter().fit(evidence.series)
    case .localLevel: try StructuralTrend(.localLevel).fit(evidence.series)
    case .localLinear: try StructuralTrend(.localLinear).fit(evidence.series)
    case .smoothTrend: try StructuralTrend(.smooth).fit(evidence.series)
    case .piecewise: try PiecewiseTrend().fit(evidence.series)
    }
  }
}
