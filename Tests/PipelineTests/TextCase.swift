import Foundation
import Ledger
import TradeSeries

/// A ledger in compact lines and what is expected of it: see `Cases/README.md`.
struct TextCase {
  let name: String
  private(set) var asOf = "2022-12-31"
  private(set) var horizon = 1
  private(set) var expectations: [String] = []
  private var areas: [(code: String, parent: String)] = []
  private var products: [(code: String, parent: String)] = []
  private var rates: [[String]] = []
  private var statements: [[String: String]] = []
  private var targets: [[String: String]] = []

  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  init(_ file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    let text = try String(contentsOf: file, encoding: .utf8)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      guard let verb = words.first else { continue }
      do {
        try read(verb, Array(words.dropFirst()))
      } catch {
        throw Unreadable(description: "\(file.lastPathComponent):\(number + 1): \(error)")
      }
    }
  }

  private mutating func read(_ verb: String, _ words: [String]) throws {
    func word(_ position: Int) throws -> String {
      guard words.indices.contains(position) else { throw Unreadable(description: "a word is missing") }
      return words[position]
    }
    switch verb {
    case "as-of": asOf = try word(0)
    case "horizon": horizon = Int(try word(0)) ?? horizon
    case "area": areas.append((try word(0), words.count > 1 ? words[1] : ""))
    case "product": products.append((try word(0), words.count > 1 ? words[1] : ""))
    case "rate": rates.append([try word(0), try word(1), words.dropFirst(2).joined(separator: " ")])
    case "state":
      var row = Self.seriesCells(try word(1))
      (row["id"], row["period"], row["kind"]) = (try word(0), try word(2), try word(3))
      let hasUnit = words[3] == "level" || words[3] == "stock"
      row.merge(Self.figureCells(words.dropFirst(4), name: "figure", hasUnit: hasUnit)) { $1 }
      statements.append(row)
    case "target":
      var row = Self.seriesCells(try word(1))
      (row["id"], row["deadline"]) = (try word(0), try word(2))
      let rest = words.dropFirst(3)
      let isRatio = rest.contains { $0.hasPrefix("x") || $0.hasSuffix("%") }
      row.merge(Self.figureCells(rest, name: "goal", hasUnit: !isRatio)) { $1 }
      targets.append(row)
    case "expect": expectations.append(words.joined(separator: " "))
    default: throw Unreadable(description: "no verb \(verb)")
    }
  }

  private static func seriesCells(_ text: String) -> [String: String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let names = ["reporter", "partner", "indicator", "product", "entity"]
    return Dictionary(uniqueKeysWithValues: zip(names, parts))
  }

  /// The words of a figure, then its unit, then `name=value`.
  private static func figureCells(
    _ words: ArraySlice<String>, name: String, hasUnit: Bool
  ) -> [String: String] {
    var cells: [String: String] = [:]
    var figure: [String] = []
    for word in words {
      if let sign = word.firstIndex(of: "=") {
        let key = String(word[..<sign])
        cells[["known": "known_on", "set": "set_on"][key] ?? key] = String(word[word.index(after: sign)...])
      } else {
        figure.append(word)
      }
    }
    if hasUnit { cells["unit"] = figure.popLast() }
    cells[name] = figure.joined(separator: " ")
    return cells
  }

  /// The ledger, by way of a folder of CSV files.
  func ledger() throws -> StatementLedger {
    let folder = FileManager.default.temporaryDirectory.appending(path: "case-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(to: folder)
    return try LedgerFolder(folder.path).read()
  }

  /// Makes the folder and writes the CSV files into it.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (file, table) in tables {
      let text = ([table.header] + table.rows).map { $0.map(Self.quoted).joined(separator: ",") }
      try (text.joined(separator: "\n") + "\n").write(
        to: folder.appending(path: file), atomically: false, encoding: .utf8)
    }
  }

  private static func quoted(_ cell: String) -> String { cell.contains(",") ? "\"\(cell)\"" : cell }

  private var tables: [String: (header: [String], rows: [[String]])] {
    func rows(_ header: [String], _ cells: [[String: String]], _ defaults: [String: String]) -> [[String]] {
      cells.map { row in header.map { row[$0] ?? defaults[$0] ?? "" } }
    }
    let series = ["id", "reporter", "partner", "indicator", "product", "entity"]
    let statementHeader =
      series + ["period", "kind", "figure", "unit", "base", "origin", "known_on", "source", "locator", "note"]
    let targetHeader = series + ["goal", "unit", "base", "deadline", "set_on", "source", "locator", "note"]
    var parents = Dictionary(areas.map { ($0.code, $0.parent) }) { first, _ in first }
    for row in statements + targets {
      for code in [row["reporter"], row["partner"], row["origin"]].compactMap({ $0 }) where !code.isEmpty {
        parents[code] = parents[code] ?? ""
      }
    }
    var productParents = Dictionary(products.map { ($0.code, $0.parent) }) { first, _ in first }
    for row in statements + targets {
      if let code = row["product"], !code.isEmpty { productParents[code] = productParents[code] ?? "" }
    }
    return [
      "statements.csv": (
        statementHeader, rows(statementHeader, statements, ["known_on": asOf, "source": "book", "note": "a case"])
      ),
      "targets.csv": (targetHeader, rows(targetHeader, targets, ["set_on": asOf, "source": "book"])),
      "sources.csv": (["id", "title", "publisher", "published", "url"], [["book", "A book", "Nobody", "2024", ""]]),
      "areas.csv": (
        ["code", "name", "parent"], parents.sorted { $0.key < $1.key }.map { [$0.key, $0.key, $0.value] }
      ),
      "products.csv": (
        ["code", "name", "parent"], productParents.sorted { $0.key < $1.key }.map { [$0.key, $0.key, $0.value] }
      ),
      "indicators.csv": (
        ["code", "name", "nature", "unit_kind"],
        [
          ["turnover", "Turnover", "flow", "money"], ["exports", "Exports", "flow", "money"],
          ["imports", "Imports", "flow", "money"], ["balance", "Balance", "flow", "money"],
          ["transactions", "Transactions", "flow", "count"], ["residents", "Residents", "stock", "count"],
        ]
      ),
      "rates.csv": (["currency", "period", "per_usd", "source"], rates.map { $0 + ["book"] }),
    ]
  }
}
