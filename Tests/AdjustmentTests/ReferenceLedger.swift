import Foundation
import Ledger
import Testing
import TradeSeries

/// One of the ledgers of `Tests/Reference/adjustment` and its tables.
struct ReferenceLedger {
  let ledger: StatementLedger
  let asOf: CalendarDate

  /// Years of forecast that the reference was made with.
  static let horizon = 2

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Reference/adjustment")

  init(_ name: String) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "reference-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    // Files of the ledger's own stand before those that all share.
    for part in ["common", name] {
      let source = Self.root.appending(path: "ledgers/\(part)")
      for file in try manager.contentsOfDirectory(at: source, includingPropertiesForKeys: nil) {
        let place = folder.appending(path: file.lastPathComponent)
        try? manager.removeItem(at: place)
        try manager.copyItem(at: file, to: place)
      }
    }
    ledger = try LedgerFolder(folder.path).read()
    asOf = try #require(ledger.statements.map(\.knownOn).max())
  }

  /// A row of a table, by column.
  struct Row {
    let cells: [String: String]

    var key: SeriesKey {
      SeriesKey(
        reporter: self["reporter"], partner: self["partner"], indicator: self["indicator"], product: self["product"],
        entity: self["entity"])
    }

    subscript(column: String) -> String { cells[column] ?? "" }

    func number(_ column: String) throws -> Double {
      try #require(Double(self[column]), "\(self[column]) in column \(column)")
    }
  }

  /// The rows of a table such as `b.mode.csv`; no cell is quoted.
  static func table(_ name: String) throws -> [Row] {
    let text = try String(contentsOf: root.appending(path: "tables/\(name)"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return lines.dropFirst().map { Row(cells: Dictionary(uniqueKeysWithValues: zip(header, $0))) }
  }
}
