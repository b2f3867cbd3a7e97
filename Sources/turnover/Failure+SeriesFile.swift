import TradeTurnover

extension Failure {
  /// What is wrong with a file of series: one line a problem, twenty at most.
  init(_ error: SeriesFileError, file: String) {
    let shown = error.problems.prefix(20).map { "\(file):\($0.line): \($0.fault.text)" }
    let rest = error.problems.count - shown.count
    self.init(.input, shown + (rest > 0 ? ["\(file): \(rest) more problems"] : []))
  }
}

extension SeriesFileError.Fault {
  fileprivate var text: String {
    switch self {
    case .text(let error): error.text
    case .noColumn(let role, let wanted, let names):
      "no column is called \(wanted.joined(separator: " or ")); name one of "
        + "\(names.map(\.brief).joined(separator: ", ")) with --\(role.rawValue)"
    case .sharedColumn(let name): "the column \(name.brief) was named for two things; name another"
    case .notAYear(let text): "\"\(text.brief)\" is no year; write a whole number such as 2023, one row a year"
    case .yearOutOfRange(let year): "the year \(year) is beyond 2^53; correct it"
    case .notANumber(let text):
      "\"\(text.brief)\" is no finite number; write one such as 1234.5, or nothing where there is none"
    case .repeatedYear(let year, let firstLine, let key):
      "\(year) stands on line \(firstLine) too"
        + (key.isEmpty ? "" : " for \(key.map(\.brief).joined(separator: "/"))")
        + "; delete one, or name with --key the columns that tell series apart"
    case .noValues: "no row has a value; add rows"
    }
  }
}
