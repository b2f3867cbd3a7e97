import TradeSeries

/// The codes or ids that other rows may name, from one file of the ledger.
struct CodeList {
  let file: LedgerFile
  /// Line that each code stands on; 0 for one that is implied.
  private(set) var lines: [String: Int]
  /// Lower-case name of each code.
  private var names: [String: String] = [:]
  /// Whether every row of the file could be read, so that a code that is not here does not exist.
  var isComplete = true

  init(_ file: LedgerFile, implied: [String] = []) {
    self.file = file
    lines = Dictionary(uniqueKeysWithValues: implied.map { ($0, 0) })
  }

  func contains(_ code: String) -> Bool { lines[code] != nil }

  /// Adds a code; returns the line it already stands on, if it does.
  mutating func insert(_ code: String, name: String, line: Int) -> Int? {
    if let first = lines[code], first > 0 { return first }
    lines[code] = line
    names[code] = name.lowercased()
    return nil
  }

  /// The code that an unknown one most likely stands for: by its letters, or by the name it was written instead of.
  ///
  /// Complexity: O(codes × letters²).
  func nearest(to unknown: String) -> String? {
    guard unknown.utf8.count <= 100 else { return nil }
    let wanted = unknown.lowercased()
    if let named = names.filter({ $0.value == wanted }).keys.min() { return named }
    return nearestWord(to: wanted, among: lines.keys)
  }
}

/// The word with the fewest changed letters, if more than half are right; the first in alphabetical order of several.
func nearestWord(to wanted: String, among words: some Sequence<String>) -> String? {
  words.map { (distance: editDistance(wanted.lowercased(), $0.lowercased()), word: $0) }
    .filter { 2 * $0.distance <= max(wanted.count, $0.word.count) }
    .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
}
