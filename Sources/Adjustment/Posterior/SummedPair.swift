import CSamplingKernels

/// Two unknowns of which the sum of exponentials matters, in coordinates of their own.
///
/// One coordinate is an anchor: the log of the sum, of the first or of the second, whichever is known best, or how far it
/// lies from what a row ties it to. The other is the logit of the first one's share in the sum, or how far it lies from
/// the logit that a second row implies. Rows on the anchor are straight in these coordinates, the second row nearly so,
/// and all choices have unit Jacobian: each is a shear of another. In φ the anchor stands in the place of the first
/// unknown, the logit in that of the second.
struct SummedPair {
  /// A quantity of a pair.
  enum Quantity {
    case sum
    case first
    case second
  }

  let first: Int
  let second: Int
  /// Where the log of the sum stands in the values.
  let sum: Int
  /// The quantity that is the anchor.
  let anchor: Quantity
  /// What the anchor is measured from; `nil` for an anchor by itself.
  let origin: CoordinateOrigin?
  /// What the logit is measured from; `nil` for a logit by itself.
  var tie: LogitTie?

  /// Where a quantity stands in the values.
  func place(of quantity: Quantity) -> Int {
    switch quantity {
    case .sum: sum
    case .first: first
    case .second: second
    }
  }
}

/// The logit of a pair that a row implies together with the anchor.
struct LogitTie {
  /// Whether it grows with the second row's quantity in excess of the anchor, or the other way round.
  private let sign: Double
  /// Whether the two are parts of one sum; otherwise one is the sum.
  private let isLinear: Bool
  /// What the row says of its quantity: a number, and another quantity that it grows with.
  private let constant: Double
  let origin: CoordinateOrigin?
  private let anchorIsSum: Bool

  /// The row speaks of another quantity than the anchor: it is the constant, or has it in excess of its origin.
  init(anchor: SummedPair.Quantity, quantity: SummedPair.Quantity, constant: Double, origin: CoordinateOrigin?) {
    isLinear = anchor != .sum && quantity != .sum
    anchorIsSum = anchor == .sum
    let isFirst = isLinear ? quantity == .first : anchor == .first || quantity == .first
    (sign, self.constant, self.origin) = (isFirst ? 1 : -1, constant, origin)
  }

  /// The tie as C reads it, its origin's place mapped.
  func compiled(_ own: (Int) -> Int) -> sampling_tie {
    sampling_tie(
      constant: constant, ratio: origin?.ratio ?? 0, sign: sign, origin: origin.map { Int32(own($0.place)) } ?? -1,
      is_linear: isLinear ? 1 : 0, anchor_is_sum: anchorIsSum ? 1 : 0)
  }

  /// The logit, given all of a group's values.
  func logit(anchor: Double, in values: [Double]) -> Double {
    var (tie, state) = (compiled { $0 }, sampling_state())
    return sampling_logit(&tie, anchor, values, &state)
  }
}

/// A value that a coordinate is measured from, times a number.
struct CoordinateOrigin {
  let place: Int
  let ratio: Double

  func value(in values: [Double]) -> Double { ratio * values[place] }
}

/// How a part of θ follows from φ.
enum CoordinateStep {
  case pair(SummedPair)
  /// An unknown that a sharp row ties to a member or sum of a pair, or to one that is tied so.
  case follower(Int, CoordinateOrigin)

  /// The first unknown that it sets.
  var unknown: Int {
    switch self {
    case .pair(let pair): pair.first
    case .follower(let unknown, _): unknown
    }
  }
}
