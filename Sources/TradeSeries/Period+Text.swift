extension Period: CustomStringConvertible {
  /// Reads `2022`, `2023-Q1`, `2023-S1`, `2023-07` or `2023-01/2023-10` (whole months, inclusive).
  ///
  /// - Throws: `.unreadable` for another form; `.quarterOutOfRange`, `.halfOutOfRange`, `.monthOutOfRange`,
  ///   `.yearOutOfRange` and `.endsBeforeStart` for a form that names no period.
  public init(parsing text: some StringProtocol) throws(PeriodError) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    switch ends.count {
    case 1: self = try Self.single(ends[0], of: text)
    case 2:
      let first = try Self.single(ends[0], of: text)
      let last = try Self.single(ends[1], of: text)
      guard first.monthCount == last.monthCount, first.monthCount == 1 else { throw .unreadable(String(text)) }
      guard first.firstMonth <= last.lastMonth else { throw .endsBeforeStart(first: first, last: last) }
      self.init(uncheckedFirstMonth: first.firstMonth, monthCount: last.lastMonth - first.firstMonth + 1)
    default: throw .unreadable(String(text))
    }
  }

  /// The shortest form of the ledger's notation: `2022`, `2023-Q1`, `2023-S1`, `2023-07` or `2023-01/2023-10`.
  public var description: String {
    if isYear { return "\(firstYear)" }
    if isInsideOneYear, monthCount == 6, startMonth % 6 == 1 { return "\(firstYear)-S\(startMonth / 6 + 1)" }
    if isInsideOneYear, monthCount == 3, startMonth % 3 == 1 { return "\(firstYear)-Q\(startMonth / 3 + 1)" }
    let start = "\(firstYear)-\(twoDigits(startMonth))"
    return monthCount == 1 ? start : "\(start)/\(lastYear)-\(twoDigits(endMonth))"
  }

  private static func single(
    _ part: some StringProtocol, of whole: some StringProtocol
  ) throws(PeriodError) -> Period {
    let fields = part.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = decimal(fields[0], digits: 4) else { throw .unreadable(String(whole)) }
    if fields.count == 1 { return try Period(year: year) }
    guard fields.count == 2 else { throw .unreadable(String(whole)) }
    if let month = decimal(fields[1], digits: 2) { return try Period(year: year, month: month, monthCount: 1) }
    guard let number = decimal(fields[1].dropFirst(), digits: 1) else { throw .unreadable(String(whole)) }
    switch fields[1].first {
    case "Q":
      guard (1...4).contains(number) else { throw .quarterOutOfRange(number) }
      return try Period(year: year, month: 3 * number - 2, monthCount: 3)
    case "S":
      guard (1...2).contains(number) else { throw .halfOutOfRange(number) }
      return try Period(year: year, month: 6 * number - 5, monthCount: 6)
    default: throw .unreadable(String(whole))
    }
  }
}
