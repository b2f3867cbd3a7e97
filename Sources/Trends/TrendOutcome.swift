/// What one model says of a series: its trend, or why it has none.
public struct TrendOutcome: Hashable, Sendable {
  /// The model.
  public let model: TrendModel
  /// The trend, or the reason.
  public let result: Result<TrendFit, TrendError>

  /// An outcome of given parts.
  public init(model: TrendModel, result: Result<TrendFit, TrendError>) { (self.model, self.result) = (model, result) }

  /// The trend; `nil` when the model does not apply.
  public var fit: TrendFit? { try? result.get() }
}
