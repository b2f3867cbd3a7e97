import Foundation
import TradeTurnover

extension Failure {
  /// What ended a run over a panel, in one line that names the place and the mend.
  init(_ error: PanelError, input: String, output: String?, calibration: String? = nil) {
    let target = output ?? "standard output"
    switch error {
    case .unopenable(let number):
      self.init(.input, ["\(input): \(systemMessage(number)); name a file that exists and may be read"])
    case .unreadable(let number, _) where number == EISDIR:
      self.init(.input, ["\(input): \(systemMessage(number)); name a file"])
    case .unreadable(let number, let line):
      self.init(.input, ["\(input):\(line + 1): cannot be read on: \(systemMessage(number)); try again"])
    case .truncatedGzip(let line):
      self.init(.input, ["\(input):\(line + 1): the gzip data end in the middle; get the whole file"])
    case .damagedGzip(let line):
      self.init(.input, ["\(input):\(line + 1): the gzip data are damaged; get the file anew"])
    case .headerTooLong(let limit):
      self.init(.input, ["\(input):1: the header is longer than \(limit >> 20) MB; is this CSV?"])
    case .headerNotText(let location):
      self.init(
        .input,
        [
          "\(input):\(location.line): column \(location.column): the header is no UTF-8 text; "
            + "save it as UTF-8, plain or gzipped once"
        ])
    case .malformedHeader(let error):
      self.init(
        .input,
        ["\(input):\(error.location.line): column \(error.location.column): the header \(error.fault.panelText)"])
    case .empty: self.init(.input, ["\(input):1: holds no header; begin with key columns, period and value"])
    case .lackingColumn(let column, let names, let line):
      self.init(.input, ["\(input):\(line): \(lackingText(column, among: names))"])
    case .repeatedColumn(let column, let line):
      self.init(.input, ["\(input):\(line): names the column \"\(column.brief)\" twice; rename one"])
    case .periodAndYear(let line):
      self.init(.input, ["\(input):\(line): names the column \"period\" twice (year is period); rename one"])
    case .unwritable(let number) where number == EPIPE: self.init(.input, [])
    case .temporary(let number):
      let folder = FileManager.default.temporaryDirectory.path
      self.init(
        .input, ["\(folder): \(systemMessage(number)) for temporary files; make room or name another folder in TMPDIR"])
    case .outputIsInput:
      self.init(.usage, ["\(target): is the panel that is read; name another file for the results"])
    case .unwritable(let number):
      self.init(.input, ["\(target): \(systemMessage(number)); make room or name another place"])
    case .notAdjacent(let key, let line):
      self.init(
        .input, ["\(input):\(line): series \(key.dropLast()) comes back; sort the rows or leave out --adjacent"])
    case .uncalibrated(let period, let line):
      self.init(
        .input,
        [
          "\(input):\(line): no series of \(calibration ?? "the sample") has \(period.plural) to calibrate on; "
            + "name a sample of this panel with --calibrate-on, or leave it out"
        ])
    case .tooManyRows:
      self.init(.input, ["\(input): more than 4 billion lines of one series or of rows not adjacent; sort by series"])
    }
  }
}

/// What of a panel's columns lacks, what is there in its place, and the likely mend.
private func lackingText(_ column: String, among names: [String]) -> String {
  let wanted = column == "period" ? ["period", "year"] : [column]
  let lack = "has no column \(wanted.joined(separator: " or "))"
  if let near = names.first(where: { wanted.contains($0.trimmingCharacters(in: .whitespaces).lowercased()) }) {
    return "\(lack); write \(near.trimmingCharacters(in: .whitespaces).lowercased()) for \"\(near.brief)\""
  }
  let found = names.prefix(8).map { "\"\($0.brief)\"" }.joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  let mend = names.lazy.compactMap(otherSeparator).first.map { "separate the columns by commas, not by \($0)" }
  return "\(lack), only \(found); \(mend ?? "name one column \(wanted.joined(separator: " or "))")"
}

/// What the columns in a name are likely to be separated by.
private func otherSeparator(in name: String) -> String? {
  let separators: [(Character, String)] = [(";", "semicolons"), ("\t", "tabs"), ("|", "bars"), (" ", "blanks")]
  for (separator, plural) in separators where name.contains(separator) {
    let pieces = Set(name.lowercased().split(separator: separator).map { $0.trimmingCharacters(in: .whitespaces) })
    let (hasPeriod, hasValue) = (!pieces.isDisjoint(with: ["period", "year"]), pieces.contains("value"))
    // One of these words beside a blank is as likely part of a longer name.
    if separator == " " ? hasPeriod && hasValue : hasPeriod || hasValue { return plural }
  }
  return nil
}

extension PanelPeriod {
  /// What periods of this length are called.
  fileprivate var plural: String {
    switch periodsPerYear {
    case 1: "years or whole numbers"
    case 2: "half-years"
    case 4: "quarters"
    default: "months"
    }
  }
}

extension PanelFault {
  /// What is wrong with a row and how to mend it.
  var text: String {
    switch reason {
    case .malformed(let fault, let column): "column \(column): \(fault.panelText)"
    case .fieldCount(let expected, let found):
      "\(found) \(found == 1 ? "field" : "fields") where the header has \(expected); give each column one"
    case .unreadablePeriod(let text):
      "\"\(text)\" is no period; write 2019, 2019-S1, 2019-Q3, 2019-07 or a whole number of at most 8 digits"
    case .unreadableValue(""): "the value is blank; give a number or leave the row out"
    case .unreadableValue(let text): "\"\(text)\" is no finite number; write digits with a point, such as 1234.5"
    case .invalidUTF8: "a key is not UTF-8; save the file as UTF-8"
    case .nulByte: "a key holds a NUL byte; save the file as plain UTF-8 text"
    case .repeatedPeriod(let period): "period \(period) stands in an earlier row of the series; keep one of them"
    case .otherFrequency(let period, let first):
      "period \(period) is of another length than \(first), the first of the series; use one length in a series"
    case .tooLong(let limit): "the row is longer than \(limit >> 20) MB; look for a quote that does not close"
    }
  }
}

extension TabularTextError.Fault {
  /// For a row or header of a panel.
  fileprivate var panelText: String {
    switch self {
    case .strayQuote: "has a quote inside a field; put the field in quotes and double the quote"
    case .textAfterQuote: "has text behind a closing quote; separate fields by commas and double a quote inside one"
    case .unclosedQuote: "has a quote that does not close; close it"
    case .loneCarriageReturn: "has a carriage return without a line feed; end lines with LF or CRLF"
    default: "cannot be read"
    }
  }
}
