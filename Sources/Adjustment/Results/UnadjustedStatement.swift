/// A statement that is shown but has no row in the adjustment, and why.
public struct UnadjustedStatement: Hashable, Sendable {
  /// Why a statement has no row.
  public enum Reason: Hashable, Sendable {
    /// It cannot be placed in time.
    case undated
    /// A growth or share of a balance, which can be negative and has no logarithm.
    case ratioOfBalance
    /// A balance between a deficit and a surplus: it has no relative error.
    case balanceAroundZero
  }

  /// Id of the statement.
  public let statement: String
  /// Why.
  public let reason: Reason

  /// An unadjusted statement of given parts.
  public init(statement: String, reason: Reason) { (self.statement, self.reason) = (statement, reason) }
}
