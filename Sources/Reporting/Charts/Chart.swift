import Adjustment
import Assessment
import TradeSeries

/// One series as it is to be drawn: figures, stated figures and targets on one pair of axes.
///
/// All values are in the unit of account; `scale` is what they are divided by on the axis.
struct Chart {
  /// One adjusted year or date.
  struct Point {
    let x: Double
    let period: ReferencePeriod
    let summary: PosteriorSummary
    let status: AdjustedFigure.Status
  }

  /// A stated level.
  struct Mark {
    /// What was said of the value.
    enum Shape {
      case point
      case atLeast
      case atMost
      case range(upper: Double)
    }

    let statement: Statement
    let x: Double
    let value: Double
    let shape: Shape
    /// Scaled from a part of a year to twelve months.
    let isScaled: Bool
    let isMirror: Bool
    let isConflict: Bool
  }

  /// A level to be reached.
  struct Goal {
    let assessment: TargetAssessment
    let level: Double
    /// Where the deadline is; `nil` when there is none.
    let x: Double?
    let isScaled: Bool
  }

  let series: SeriesKey
  let unit: UnitOfMeasure
  let isStock: Bool
  /// Identified figures of whole years or dates, in order of time; never empty.
  let points: [Point]
  let marks: [Mark]
  let goals: [Goal]
  /// Statements on the series that are not levels in the chart's unit: growth and shares.
  let undrawnCount: Int

  var scale: NumberWords.Scale { NumberWords.Scale(forAxisTo: extent.upperBound) }

  /// From the least to the greatest value that must be seen.
  ///
  /// The 80 % intervals are, up to thirty times the medians, and the 95 % ones as far as they add little: one wild
  /// forecast does not flatten all.
  var extent: ClosedRange<Double> {
    let medians = points.map(\.summary.median)
    let (least, greatest) = (medians.min() ?? 1, medians.max() ?? 1)
    let seen =
      medians + goals.map(\.level) + marks.flatMap(\.values)
      + points.flatMap {
        [max($0.summary.interval80.lowerBound, least / 30), min($0.summary.interval80.upperBound, greatest * 30)]
      }
    let (low, high) = (seen.min() ?? 1, seen.max() ?? 1)
    let (lowest, highest) = (
      points.map(\.summary.interval95.lowerBound).min() ?? low,
      points.map(\.summary.interval95.upperBound).max() ?? high
    )
    return max(min(low, lowest), low / 1.3)...min(max(high, highest), high * 1.3)
  }

  /// Whether the axis is logarithmic: the values span more than a factor of ten.
  var isLogarithmic: Bool { extent.upperBound > 10 * extent.lowerBound }

  /// The figures of periods that are over.
  var past: ArraySlice<Point> { points.prefix { $0.status == .adjusted } }

  /// The rest, with the last past figure before it so that the fans join.
  var future: ArraySlice<Point> {
    past.count == points.count ? [] : points[max(past.count - 1, 0)...]
  }
}

extension Chart.Mark {
  /// Its value, or both ends of its range.
  var values: [Double] {
    if case .range(let upper) = shape { [value, upper] } else { [value] }
  }
}
