import TabularText
import TradeSeries

extension TabularTextError {
  /// What is wrong, and how to mend it.
  public var text: String {
    switch fault {
    case .strayQuote:
      "a quote stands inside a field that does not begin with one, at byte \(location.column) of the line; "
        + "put the field in quotes and double those inside it"
    case .textAfterQuote(let text):
      "text follows the closing quote of the field that opens at byte \(location.column) of the line, on line "
        + "\(text.line) at byte \(text.column); close the field where it ends, and double the quotes inside it"
    case .unclosedQuote:
      "the quote at byte \(location.column) of the line is never closed; close it, or complete the file"
    case .loneCarriageReturn:
      "a carriage return without a line feed, at byte \(location.column) of the line; save the file with LF or CRLF"
    case .invalidUTF8(let byte):
      "the byte 0x\(String(byte, radix: 16, uppercase: true)) at byte \(location.column) of the line is not UTF-8; "
        + "save the file as UTF-8"
    case .noHeader: "the file is empty; write at least the header"
    case .lackingColumn(let name): "the header lacks this column; add \(name), with empty cells where nothing is known"
    case .repeatedColumn: "the header has this column twice; delete one"
    case .unknownColumn(let name):
      name.isEmpty
        ? "the header has a column without a name; name or delete it" : "no column is called so; correct or delete it"
    case .fieldCount(let expected, let found):
      "the row has \(found) \(found == 1 ? "field" : "fields"), the header \(expected); "
        + (found > expected ? "put a field that holds commas in quotes" : "add the commas that are missing")
    case .tooManyFaults(let limit): "\(limit) rows cannot be read, the rest of the file was left; is it a CSV file?"
    }
  }
}

extension StatedFigureError {
  /// What is wrong.
  var text: String {
    switch self {
    case .empty: "it is empty"
    case .unreadableNumber(let number): "\(number.quoted) is no number"
    case .notPositive(let number): "\(number.quoted) is not above zero"
    case .unknownWord(let words): "\(words.quoted) is no word of the notation"
    case .emptyInterval(let low, let high): "\(low.quoted) is not below \(high.quoted)"
    case .qualifiedInterval(let words): "\(words.quoted) stands before an interval"
    }
  }
}

extension PeriodError {
  /// What is wrong, and how to mend it.
  func text(isDate: Bool) -> String {
    switch self {
    case .unreadable:
      isDate
        ? "write year, month and day, such as 2023-11-27"
        : "write 2022, 2023-S1, 2023-Q1, 2023-07, 2023-01/2023-10, or a date such as 2023-11-27"
    case .yearOutOfRange(let year): "there is no year \(year) here; write one from 1000 to 9999"
    case .monthOutOfRange(let month): "there is no month \(month); write 01 to 12"
    case .dayOutOfRange(let year, let month, let day): "month \(month) of \(year) has no day \(day); correct it"
    case .quarterOutOfRange(let quarter): "there is no quarter \(quarter); write Q1 to Q4"
    case .halfOutOfRange(let half): "there is no half \(half); write S1 or S2"
    case .empty: "it has no month; write at least one"
    case .endsBeforeStart(let first, let last): "it ends (\(last)) before it starts (\(first)); swap the two"
    case .overlapping(let first, let second): "\(first) and \(second) share months; take them apart"
    case .notAdjacent(let first, let second): "\(first) and \(second) do not touch; state them apart"
    }
  }
}

extension String {
  /// In double quotes, as ``printable``.
  var quoted: String { "\"\(printable)\"" }

  /// The first 60 Unicode scalars, as ``escaped``.
  var printable: String {
    unicodeScalars.count > 60 ? String(String.UnicodeScalarView(unicodeScalars.prefix(60))).escaped + "…" : escaped
  }

  /// With everything escaped that could leave the line or steer a terminal.
  var escaped: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
