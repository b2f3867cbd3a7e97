/// Why a text or a combination of numbers is no period or date.
public enum PeriodError: Error, Hashable, Sendable {
  /// Not one of the forms `2022`, `2023-01/2023-10`, `2023-Q1`, `2023-S1`, `2023-11`, `2023-11-27`.
  case unreadable(String)
  /// Outside 1000...9999.
  case yearOutOfRange(Int)
  /// Outside 1...12.
  case monthOutOfRange(Int)
  /// A day that the month does not have.
  case dayOutOfRange(year: Int, month: Int, day: Int)
  /// Quarter outside 1...4.
  case quarterOutOfRange(Int)
  /// Half-year outside 1...2.
  case halfOutOfRange(Int)
  /// A run of months shorter than one.
  case empty(monthCount: Int)
  /// A run whose end comes before its start.
  case endsBeforeStart(first: Period, last: Period)
  /// Periods that share months cannot be added: the shared months would count twice.
  case overlapping(Period, Period)
  /// Periods with months between them do not make one run.
  case notAdjacent(Period, Period)
}
