/// A statement that is shown but has no row in the adjustment, and why.
public struct UnadjustedStatement: Hashable, Sendable {
  /// Why a statement has no row.
  public enum Reason: Hashable, Sendable {
    /// It cannot be placed in time.
    case undated
    /// It speaks of an indicator that can be negative other than a balance of exports and imports.
    case balanceWithoutParts
  }

  /// Id of the statement.
  public let statement: String
  /// Why.
  public let reason: Reason

  /// An unadjusted statement of given parts.
  public init(statement: String, reason: Reason) { (self.statement, self.reason) = (statement, reason) }
}
