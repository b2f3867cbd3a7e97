import TabularText
import TradeSeries

/// A ledger on its way in: what was read so far and what is wrong with it.
///
/// The lists come before the statements, which name their codes. A list that could not be read in full does not make
/// the codes of other files unknown.
struct LedgerReading {
  private let source: any RowSource
  private var problems: [LedgerProblem] = []
  var areaCodes = CodeList(.areas, implied: [LedgerReading.world])
  var indicatorCodes = CodeList(.indicators)
  var productCodes = CodeList(.products)
  var sourceIDs = CodeList(.sources)
  /// The well-formed indicators by code.
  var indicators: [String: Indicator] = [:]
  var rates = RateList()

  /// Code of the world, which is an area of every ledger.
  static let world = "W"

  init(_ source: any RowSource) {
    self.source = source
  }

  /// The ledger of a source.
  ///
  /// - Throws: `.problems` with everything that is wrong, sorted.
  static func ledger(from source: any RowSource) throws(LedgerError) -> StatementLedger {
    var reading = LedgerReading(source)
    let ledger = reading.read()
    guard reading.problems.isEmpty else { throw .problems(reading.sortedProblems) }
    return ledger
  }

  /// By file and line; problems of one line in the order in which they were found.
  private var sortedProblems: [LedgerProblem] {
    problems.enumerated()
      .sorted { ($0.element.file, $0.element.line, $0.offset) < ($1.element.file, $1.element.line, $1.offset) }
      .map(\.element)
  }

  /// Reads everything; the result is of use only when there are no problems.
  private mutating func read() -> StatementLedger {
    var ledger = StatementLedger(
      statements: [], targets: [], rates: [], areas: [], indicators: [], products: [], sources: [])
    ledger.areas = readHierarchy(.areas, \.areaCodes).map { Area(code: $0.code, name: $0.name, parent: $0.parent) }
    if !ledger.areas.contains(where: { $0.code == Self.world }) {
      ledger.areas.append(Area(code: Self.world, name: "World", parent: nil))
    }
    ledger.indicators = readIndicators()
    ledger.products = readHierarchy(.products, \.productCodes).map {
      Product(code: $0.code, name: $0.name, parent: $0.parent)
    }
    ledger.sources = readSources()
    ledger.rates = readRates()
    ledger.statements = readStatements()
    ledger.targets = readTargets()
    return ledger
  }

  /// Adds what is wrong with a row.
  mutating func take(_ found: [LedgerProblem]) { problems += found }

  /// The rows of a file, with blank ones left out, and whether every record of it could be read.
  mutating func rows<Column>(
    of file: LedgerFile, by columns: Column.Type
  ) -> (rows: [RowReader<Column>], isComplete: Bool)
  where Column: RawRepresentable & CaseIterable & Hashable & Sendable, Column.RawValue == String {
    let table = source.table(file, by: columns)
    problems += table.problems
    var readers: [RowReader<Column>] = []
    for row in table.rows {
      var reader = RowReader(row, of: table.path)
      if row.isBlank {
        reader.report(.blankRow)
        take(reader.problems)
      } else {
        readers.append(reader)
      }
    }
    return (readers, table.problems.isEmpty)
  }
}
