import TradeSeries

private let monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
]

extension Period {
  /// In English: `2022`, `January–October 2023`, `March 2022–April 2023`, `November 2023`.
  var words: String {
    if isYear { return "\(firstYear)" }
    let (start, end) = (monthNames[startMonth - 1], monthNames[endMonth - 1])
    if monthCount == 1 { return "\(start) \(firstYear)" }
    return isInsideOneYear ? "\(start)–\(end) \(firstYear)" : "\(start) \(firstYear)–\(end) \(lastYear)"
  }
}

extension CalendarDate {
  /// In English: `27 November 2023`.
  var words: String { "\(day) \(monthNames[month - 1]) \(year)" }

  /// As a number of years, the first of January whole.
  var decimalYear: Double {
    guard let start = try? CalendarDate(year: year, month: 1, day: 1) else { return Double(year) }
    return Double(year) + min(start.years(until: self), 0.999)
  }
}

extension ReferencePeriod {
  /// In English.
  var words: String {
    switch self {
    case .months(let period): period.words
    case .date(let date): date.words
    }
  }
}

extension Target.Deadline {
  /// In English: `by 2025`, `in June–December 2023`, `by 1 January 2026`, `no deadline`.
  var words: String {
    switch self {
    case .open: "no deadline"
    case .by(.months(let period)): (period.isYear ? "by " : "in ") + period.words
    case .by(.date(let date)): "by " + date.words
    }
  }
}
