import Assessment
import TradeSeries

/// The names of codes, and the order to show series in.
struct LedgerNames {
  private let areas: [String: (name: String, rank: Int)]
  private let indicators: [String: (name: String, rank: Int)]
  private let products: [String: String]
  private let countries: Set<String>
  private let sourceNumbers: [String: Int]
  private let natures: [String: Indicator.Nature]

  init(_ ledger: StatementLedger) {
    func ranked(_ pairs: [(String, String)]) -> [String: (name: String, rank: Int)] {
      Dictionary(
        pairs.enumerated().map { ($1.0, (name: $1.1, rank: $0)) }, uniquingKeysWith: { first, _ in first })
    }
    areas = ranked(ledger.areas.map { ($0.code, $0.name) })
    indicators = ranked(ledger.indicators.map { ($0.code, $0.name) })
    products = Dictionary(ledger.products.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    countries = Set(ledger.areas.filter { $0.parent == nil }.map(\.code))
    sourceNumbers = Dictionary(
      ledger.sources.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    natures = Dictionary(
      ledger.indicators.map { ($0.code, $0.nature) }, uniquingKeysWith: { first, _ in first })
  }

  /// Name of an area, its code when the list lacks it.
  func area(_ code: String) -> String { areas[code]?.name ?? code }

  /// Name of an indicator without its explanation, which stands in parentheses or behind a colon.
  func indicator(_ code: String) -> String {
    let name = indicators[code]?.name ?? code
    let end = [name.range(of: " ("), name.range(of: ": ")].compactMap { $0?.lowerBound }.min()
    return String(name[..<(end ?? name.endIndex)])
  }

  /// Such as `Belarus–China: exports, food` or `Belarus–China: exchange deals, sawn timber, BUTB`.
  func series(_ key: SeriesKey) -> String {
    let partner = key.partner == "W" ? "–world" : key.partner == key.reporter ? "" : "–" + area(key.partner)
    let parts = [
      lowercasedStart(indicator(key.indicator)), lowercasedStart(products[key.product] ?? key.product), key.entity,
    ]
    return area(key.reporter) + partner + ": " + parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Whether it is the total turnover, exports or imports of two countries.
  func isCountryTotal(_ key: SeriesKey) -> Bool {
    key.product.isEmpty && key.entity.isEmpty && ["turnover", "exports", "imports"].contains(key.indicator)
      && countries.contains(key.reporter) && countries.contains(key.partner)
  }

  /// Whether the series holds at dates.
  func isStock(_ key: SeriesKey) -> Bool { natures[key.indicator] == .stock }

  /// Number of a source in the list of sources, from 1.
  func sourceNumber(_ id: String) -> Int? { sourceNumbers[id] }

  /// Country totals first, then as the code lists are ordered; any two keys have one order.
  func comesBefore(_ left: SeriesKey, _ right: SeriesKey) -> Bool {
    let (leftRank, rightRank) = (rank(left), rank(right))
    return leftRank == rightRank ? left < right : leftRank.lexicographicallyPrecedes(rightRank)
  }

  private func rank(_ key: SeriesKey) -> [Int] {
    [
      isCountryTotal(key) ? 0 : 1, areas[key.reporter]?.rank ?? .max, areas[key.partner]?.rank ?? .max,
      indicators[key.indicator]?.rank ?? .max,
    ]
  }

  /// Lower-case first letter, but not of an abbreviation such as `BUTB`.
  private func lowercasedStart(_ text: String) -> String {
    let second = text.dropFirst().first
    guard second?.isUppercase != true, second?.isNumber != true else { return text }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension [TargetAssessment] {
  /// By series in the order of the report; targets of one series stay as they are.
  func inReportOrder(_ names: LedgerNames) -> [TargetAssessment] { inReportOrder(names, by: \.target.series) }
}

extension Array {
  /// By series in the order of the report; elements of one series stay as they are.
  func inReportOrder(_ names: LedgerNames, by series: (Element) -> SeriesKey) -> [Element] {
    enumerated().sorted { left, right in
      let (a, b) = (series(left.element), series(right.element))
      return a == b ? left.offset < right.offset : names.comesBefore(a, b)
    }.map(\.element)
  }
}
