/// The trend models, by their names in `trends.csv`, in the order of tables.
public enum TrendModel: String, CaseIterable, Hashable, Sendable, Comparable {
  /// The adjustment's own posterior of the yearly growth.
  case posterior
  /// A straight line through the logarithms by least squares.
  case logLinear = "loglinear"

  /// The models that are fitted to the values of a series: all but the posterior's.
  public static let ofSeries = allCases.filter { $0 != .posterior }

  /// By the order of tables.
  public static func < (left: TrendModel, right: TrendModel) -> Bool { left.place < right.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
