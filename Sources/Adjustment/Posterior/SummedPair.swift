/// Two unknowns of which the sum of exponentials matters, in coordinates of their own.
///
/// One coordinate is the logit of the first one's share in the sum. The other is an anchor: the log of the sum, of the
/// first or of the second, whichever is known best, or its difference from the same quantity of another pair. Rows on
/// the anchor are straight in these coordinates, and all choices have unit Jacobian. In φ the anchor stands in the
/// place of the first unknown, the logit in that of the second.
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
  /// Where the quantity stands that the anchor is measured from; `nil` for an anchor by itself.
  let origin: Int?

  /// Where a quantity stands in the values.
  func place(of quantity: Quantity) -> Int {
    switch quantity {
    case .sum: sum
    case .first: first
    case .second: second
    }
  }
}
