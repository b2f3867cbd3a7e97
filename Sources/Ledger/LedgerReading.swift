import TabularText
import TradeSeries

/// A folder on its way into a ledger: what was read so far and what is wrong with it.
///
/// The lists come before the statements, which name their codes. A list that could not be read in full does not make
/// the codes of other files unknown.
struct LedgerReading {
  private let folder: LedgerFolder
  private(set) var problems: [LedgerProblem] = []
  var areaCodes = CodeList(.areas, implied: [LedgerReading.world])
  var indicatorCodes = CodeList(.indicators)
  var productCodes = CodeList(.products)
  var sourceIDs = CodeList(.sources)
  /// The well-formed indicators by code.
  var indicators: [String: Indicator] = [:]
  var rates = RateList()

  /// Code of the world, which is an area of every ledger.
  static let world = "W"

  init(folder path: String) {
    folder = LedgerFolder(path)
  }

  /// By file and line; problems of one line in the order in which they were found.
  var sortedProblems: [LedgerProblem] {
    problems.enumerated()
      .sorted { ($0.element.file, $0.element.line, $0.offset) < ($1.element.file, $1.element.line, $1.offset) }
      .map(\.element)
  }

  /// Reads everything; the result is of use only when there are no problems.
  mutating func read() -> StatementLedger {
    var ledger = StatementLedger(
      statements: [], targets: [], rates: [], areas: [], indicators: [], products: [], sources: [])
    guard checkFolder() else { return ledger }
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
    let path = folder.path(of: file)
    guard let bytes = readFile(path) else { return ([], false) }
    let table = bytes.withUnsafeBytes { TableReader<Column>().read($0) }
    for error in table.faults {
      problems.append(
        LedgerProblem(file: path, line: error.location.line, column: error.columnName, fault: .text(error)))
    }
    var readers: [RowReader<Column>] = []
    for row in table.rows {
      var reader = RowReader(row, of: path)
      if row.isBlank {
        reader.report(.blankRow)
        take(reader.problems)
      } else {
        readers.append(reader)
      }
    }
    return (readers, table.faults.isEmpty)
  }

  private mutating func checkFolder() -> Bool {
    let fault: LedgerFault
    do throws(FileFault) {
      switch try PathKind(of: folder.path) {
      case .folder: return true
      case .nothing: fault = .missing
      case .file, .other: fault = .notAFolder
      }
    } catch {
      fault = .unreadableFile(errno: error.errno)
    }
    problems.append(LedgerProblem(file: folder.path, line: 1, column: "folder", fault: fault))
    return false
  }

  private mutating func readFile(_ path: String) -> [UInt8]? {
    let fault: LedgerFault
    do throws(FileFault) {
      switch try PathKind(of: path) {
      case .file: return try readBytes(ofFile: path)
      case .nothing: fault = .missing
      case .folder, .other: fault = .notAFile
      }
    } catch {
      fault = .unreadableFile(errno: error.errno)
    }
    problems.append(LedgerProblem(file: path, line: 1, column: "file", fault: fault))
    return nil
  }
}

extension TabularTextError {
  /// The column that a fault of the header is about, else the whole row or file.
  fileprivate var columnName: String {
    switch fault {
    case .lackingColumn(let name), .repeatedColumn(let name), .unknownColumn(let name): name.isEmpty ? "row" : name
    case .strayQuote, .textAfterQuote, .unclosedQuote, .loneCarriageReturn, .invalidUTF8, .fieldCount:
      "row"
    case .noHeader, .tooManyFaults: "file"
    }
  }
}
