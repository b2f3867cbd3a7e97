import TabularText
import TradeSeries

/// What a cell holds.
enum Cell<Value> {
  case blank
  case value(Value)
  /// Refused and reported, or in a column that the header lacks, which is reported too.
  case refused

  var value: Value? { if case .value(let value) = self { value } else { nil } }
  var isBlank: Bool { if case .blank = self { true } else { false } }
}

/// Reads the cells of one row, each once, and keeps what is wrong with them.
struct RowReader<Column: RawRepresentable & Hashable & Sendable> where Column.RawValue == String {
  private let row: TableRow<Column>
  private let path: String
  private(set) var problems: [LedgerProblem] = []

  init(_ row: TableRow<Column>, of path: String) {
    (self.row, self.path) = (row, path)
  }

  var line: Int { row.line }

  mutating func report(_ fault: LedgerFault, at column: Column) {
    problems.append(LedgerProblem(file: path, line: row.line, column: column.rawValue, fault: fault))
  }

  mutating func report(_ fault: LedgerFault) {
    problems.append(LedgerProblem(file: path, line: row.line, column: "row", fault: fault))
  }

  /// Whether a cell holds exactly this.
  func isText(_ text: String, at column: Column) -> Bool { row[column] == text }

  /// Any text.
  mutating func text(_ column: Column) -> Cell<String> {
    guard let text = row[column] else { return .refused }
    guard !text.isEmpty else { return .blank }
    guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace else {
      return .value(text)
    }
    report(.surroundingBlanks(text), at: column)
    let trimmed = text.drop(while: \.isWhitespace)
    guard let end = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return .refused }
    return .value(String(trimmed[...end]))
  }

  /// Any text, but some.
  mutating func filledText(_ column: Column) -> String? {
    let cell = text(column)
    if cell.isBlank { report(.emptyCell, at: column) }
    return cell.value
  }

  /// Text that may be empty; `nil` when it was refused.
  mutating func anyText(_ column: Column) -> String? {
    let cell = text(column)
    return cell.isBlank ? "" : cell.value
  }

  /// Text that names a series: without a slash.
  mutating func keyText(_ column: Column) -> Cell<String> {
    let cell = text(column)
    if let text = cell.value, text.contains("/") {
      report(.slash(text), at: column)
      return .refused
    }
    return cell
  }

  /// A code or id of this file, entered into its list.
  mutating func newCode(_ column: Column, name: String, into list: inout CodeList) -> String? {
    let cell = keyText(column)
    if cell.isBlank { report(.emptyCell, at: column) }
    guard let code = cell.value else {
      list.isComplete = false
      return nil
    }
    if let firstLine = list.insert(code, name: name, line: row.line) {
      report(.duplicate(code, firstLine: firstLine), at: column)
    }
    return code
  }

  /// A code or id of another row or file.
  mutating func code(_ column: Column, in list: CodeList) -> Cell<String> {
    let cell = text(column)
    guard let code = cell.value else { return cell }
    return isKnown(code, at: column, in: list) ? cell : .refused
  }

  /// Whether a list has a code; reported when it does not, unless the list itself could not be read in full.
  mutating func isKnown(_ code: String, at column: Column, in list: CodeList) -> Bool {
    if list.contains(code) { return true }
    if list.isComplete { report(.unknownCode(code, list: list.file, nearest: list.nearest(to: code)), at: column) }
    return false
  }

  /// A code or id of another file, which must be there.
  mutating func filledCode(_ column: Column, in list: CodeList) -> String? {
    let cell = code(column, in: list)
    if cell.isBlank { report(.emptyCell, at: column) }
    return cell.value
  }

  /// One of the words that the column takes.
  mutating func word<Word: RawRepresentable & CaseIterable>(_ column: Column) -> Word? where Word.RawValue == String {
    guard let text = filledText(column) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let allowed = Word.allCases.map(\.rawValue)
    report(.unknownWord(text, allowed: allowed, nearest: nearestWord(to: text, among: allowed)), at: column)
    return nil
  }

  /// A figure, which must be there.
  mutating func figure(_ column: Column) -> StatedFigure? {
    guard let text = filledText(column) else { return nil }
    do throws(StatedFigureError) {
      return try StatedFigure(parsing: text)
    } catch {
      report(.unreadableFigure(text, error, nearest: StatedFigure.nearestReadable(to: text)), at: column)
      return nil
    }
  }

  /// A run of months or a date.
  mutating func period(_ column: Column) -> Cell<ReferencePeriod> {
    switch text(column) {
    case .blank: return .blank
    case .refused: return .refused
    case .value(let text):
      do throws(PeriodError) {
        let period = try ReferencePeriod(parsing: text)
        guard let months = period.months, months.lastYear - months.firstYear > 1 else { return .value(period) }
        report(.tooManyYears(months), at: column)
      } catch {
        report(.period(text, error), at: column)
      }
      return .refused
    }
  }

  /// A day, which must be there.
  mutating func date(_ column: Column) -> CalendarDate? {
    guard let text = filledText(column) else { return nil }
    do throws(PeriodError) {
      return try CalendarDate(parsing: text)
    } catch {
      report(.date(text, error), at: column)
      return nil
    }
  }

  /// A unit of measure.
  mutating func unit(_ column: Column) -> Cell<UnitOfMeasure> {
    switch text(column) {
    case .blank: return .blank
    case .refused: return .refused
    case .value(let text):
      if let unit = UnitOfMeasure(code: text) { return .value(unit) }
      report(.unknownUnit(text), at: column)
      return .refused
    }
  }
}
