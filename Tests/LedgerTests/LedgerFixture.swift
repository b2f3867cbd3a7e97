import Foundation
import Ledger

/// A ledger folder that exists while the fixture does: a small valid ledger, to be changed by a test.
final class LedgerFixture {
  let folder: URL
  private(set) var files: [String: [UInt8]] = [:]

  /// The valid ledger every case starts from.
  static let valid = [
    "areas.csv": """
    code,name,parent
    BY,Belarus,
    BY-MI,Minsk region,BY
    CN,China,
    TR,Turkey,

    """,
    "indicators.csv": """
    code,name,nature,unit_kind
    turnover,Trade turnover,flow,money
    exports,Exports of goods,flow,money
    balance,Exports minus imports,flow,money
    deals_volume,Volume of exchange deals,flow,volume
    residents,Park residents,stock,count
    investment,Investment,stock,money

    """,
    "products.csv": """
    code,name,parent
    food,Food,
    dairy,Dairy products,food

    """,
    "rates.csv": """
    currency,period,per_usd,source
    CNY,2022,6.729,book

    """,
    "sources.csv": """
    id,title,publisher,published,url
    book,A book,A publisher,2024,

    """,
    "statements.csv": """
    id,reporter,partner,indicator,product,entity,period,kind,figure,unit,base,origin,known_on,source,locator,note
    s1,BY,TR,turnover,,,2022,level,over 1 billion,USD,,,2023-02-01,book,p. 1,

    """,
    "targets.csv": """
    id,reporter,partner,indicator,product,entity,goal,unit,base,deadline,set_on,source,locator,note
    t1,BY,TR,turnover,,,at least 1.5 billion,USD,,2025,2023-02-01,book,p. 2,

    """,
  ]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in Self.valid { try write([UInt8](text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ bytes: [UInt8], to name: String) throws {
    files[name] = bytes
    try Data(bytes).write(to: folder.appending(path: name))
  }

  func append(_ bytes: [UInt8], to name: String) throws {
    try write((files[name] ?? []) + bytes, to: name)
  }

  func remove(_ name: String) throws {
    files[name] = nil
    try FileManager.default.removeItem(at: folder.appending(path: name))
  }

  func putFolder(inPlaceOf name: String) throws {
    try remove(name)
    try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: false)
  }

  /// The lines a user would see, with the path of the folder taken off.
  func problemLines() -> [String] {
    do throws(LedgerError) {
      _ = try LedgerFolder(folder.path).read()
      return []
    } catch {
      return error.problems.map { $0.description.replacingOccurrences(of: folder.path + "/", with: "") }
    }
  }
}
