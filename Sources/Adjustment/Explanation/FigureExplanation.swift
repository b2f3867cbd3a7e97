import TradeSeries

/// One quantity taken apart: what each statement and each belief has in it.
///
/// At the mode the quantity's logarithm has gradient g, and the rows that act there (statements, beliefs, walls that are
/// pressed) the precision H = Σ aᵢaᵢᵀ/σᵢ². With u = H⁻¹g one log unit more in what row i says moves the quantity by
/// aᵢᵀu/σᵢ², its influence, and the variance is v = gᵀu = Σ (aᵢᵀu/σᵢ)²: row i carries the share (aᵢᵀu/σᵢ)²/v, its weight.
/// Of rows that measure the same thing the weights are the inverse variances; of rows that follow from each other, as a
/// forecast from a level, the loosest link has the largest. A structural bound that binds leaves only the directions
/// along it and carries nothing. Sums and balances enter to first order, as in the residuals.
public struct FigureExplanation: Hashable, Sendable {
  /// What one statement, or one kind of belief, has in the quantity.
  public struct Part: Hashable, Sendable {
    /// Where it is from.
    public enum Origin: Hashable, Sendable {
      /// A statement, by its id.
      case statement(String)
      /// A belief about how trade moves.
      case belief(Belief)
    }

    /// Where it is from.
    public let origin: Origin
    /// Share of the variance, from 0 to 1.
    public let weight: Double
    /// Log units that the quantity moves for a log unit in what is stated; `nil` for a belief.
    public let influence: Double?

    /// A part of given values.
    public init(origin: Origin, weight: Double, influence: Double?) {
      (self.origin, self.weight, self.influence) = (origin, weight, influence)
    }
  }

  /// A kind of prior row.
  public enum Belief: String, CaseIterable, Hashable, Sendable {
    /// Log levels change from one year or date to the next by the trend, give or take the volatility.
    case change
    /// The trend's slope is near the mean of all trends.
    case trend
    /// The months' shares are near their lengths.
    case season
    /// Another origin's figures are near the reporter's.
    case originBias = "origin_bias"
    /// The first level may be anything.
    case firstLevel = "first_level"
  }

  /// A structural bound that binds at the mode: its parts are as large as the whole.
  public struct BindingBound: Hashable, Sendable {
    /// A quantity in a bound.
    public struct Term: Hashable, Sendable {
      /// The series.
      public let series: SeriesKey
      /// Year or run of months.
      public let period: ReferencePeriod

      /// A term of given parts.
      public init(series: SeriesKey, period: ReferencePeriod) { (self.series, self.period) = (series, period) }
    }

    /// What may not be larger.
    public let parts: [Term]
    /// Than the sum of these.
    public let whole: [Term]
    /// Share of the variance without bounds that this one alone takes away.
    public let narrowing: Double

    /// A bound of given parts.
    public init(parts: [Term], whole: [Term], narrowing: Double) {
      (self.parts, self.whole, self.narrowing) = (parts, whole, narrowing)
    }
  }

  /// What is taken apart.
  public let quantity: ExplainedQuantity
  /// Natural logarithm of the quantity at the mode.
  public let logMode: Double
  /// Standard deviation of that logarithm by the rows that act at the mode.
  public let logDeviation: Double
  /// The parts, the largest first; their weights sum to 1.
  public let parts: [Part]
  /// The bounds that bind and narrow the quantity, the narrowest first.
  public let bounds: [BindingBound]

  /// An explanation of given parts.
  public init(
    quantity: ExplainedQuantity, logMode: Double, logDeviation: Double, parts: [Part], bounds: [BindingBound]
  ) {
    (self.quantity, self.logMode, self.logDeviation) = (quantity, logMode, logDeviation)
    (self.parts, self.bounds) = (parts, bounds)
  }
}
