import TabularText

/// What the columns of a panel are.
public struct PanelHeader: Hashable, Sendable {
  /// Names of the key columns, in their order.
  public let keys: [String]
  let fieldCount: Int
  let keyPlaces: [Int]
  let periodPlace: Int
  let valuePlace: Int

  /// Reads a header: `period` or `year`, `value`, and keys of any other name.
  init(_ names: [String], line: Int = 1) throws(PanelError) {
    if let repeated = Dictionary(grouping: names, by: \.self).filter({ $1.count > 1 }).keys.min() {
      throw .repeatedColumn(repeated, line: line)
    }
    if names.contains("period"), names.contains("year") { throw .periodAndYear(line: line) }
    guard let periodPlace = names.firstIndex(where: { $0 == "period" || $0 == "year" }) else {
      throw .lackingColumn("period", among: names, line: line)
    }
    guard let valuePlace = names.firstIndex(of: "value") else {
      throw .lackingColumn("value", among: names, line: line)
    }
    keyPlaces = names.indices.filter { $0 != periodPlace && $0 != valuePlace }
    keys = keyPlaces.map { names[$0] }
    (fieldCount, self.periodPlace, self.valuePlace) = (names.count, periodPlace, valuePlace)
  }

  /// Whether the keys stand side by side, so that one slice of a record holds them all.
  var hasAdjacentKeys: Bool {
    guard let first = keyPlaces.first, let last = keyPlaces.last else { return false }
    return last - first == keyPlaces.count - 1
  }
}
