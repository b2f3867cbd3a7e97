import TradeSeries

/// What cannot be otherwise: parts within wholes, and values from January on that do not decrease.
struct StructuralBounds {
  private(set) var all: [StructuralBound] = []
  private let index: SeriesIndex
  private let reporters: CodeTree
  private let partners: CodeTree
  private let products: CodeTree

  init(_ layout: SeriesLayout, index: SeriesIndex, ledger: StatementLedger, lastYear: Int) {
    self.index = index
    let areas = ledger.areas.map { (code: $0.code, parent: $0.parent) }
    reporters = CodeTree(areas, root: nil)
    partners = CodeTree(areas, root: "W")
    products = CodeTree(ledger.products.map { (code: $0.code, parent: $0.parent) }, root: "")
    for (number, series) in layout.series.enumerated() { addOrder(number, series, lastYear) }

    let cells = PartCells(layout, lastYear: lastYear)
    let wholes = Dictionary(uniqueKeysWithValues: cells.identities.map { ($0, self.wholes(of: $0, among: cells)) })
    var parts: [SeriesIdentity: [SeriesIdentity]] = [:]
    for part in cells.identities {
      for whole in wholes[part] ?? [] { parts[whole, default: []].append(part) }
    }
    for whole in cells.identities { addParts(parts[whole] ?? [], of: whole, wholes, cells) }
  }

  /// Months from January on, in one year: each longer run holds at least as much.
  private mutating func addOrder(_ number: Int, _ series: BaseSeries, _ lastYear: Int) {
    let runs = series.runs.filter { $0.isYearToDate && $0.firstYear <= lastYear }
    for (position, run) in runs.enumerated() {
      let next = runs.indices.contains(position + 1) ? runs[position + 1] : nil
      let longer: Unknown =
        next?.firstYear == run.firstYear && next != nil
        ? .run(series: number, runs[position + 1]) : .year(series: number, run.firstYear)
      guard let part = index.positions[.run(series: number, run)], let whole = index.positions[longer] else { continue }
      all.append(StructuralBound(parts: [part], whole: [whole]))
    }
  }

  /// The series that a series is a part of: the same or a wider area, partner, product, exports within turnover.
  private func wholes(of part: SeriesIdentity, among cells: PartCells) -> Set<SeriesIdentity> {
    let key = part.key
    var wholes: Set<SeriesIdentity> = []
    let indicators = ["exports", "imports"].contains(key.indicator) ? [key.indicator, "turnover"] : [key.indicator]
    for reporter in [key.reporter] + reporters.ancestors(of: key.reporter) {
      for partner in [key.partner] + partners.ancestors(of: key.partner) {
        for indicator in indicators {
          for product in [key.product] + products.ancestors(of: key.product) {
            let whole = SeriesIdentity(
              key: SeriesKey(reporter: reporter, partner: partner, indicator: indicator, product: product),
              unit: part.unit)
            if whole != part, cells.contains(whole) { wholes.insert(whole) }
          }
        }
      }
    }
    return wholes
  }

  /// Bounds of all parts of one whole, cell by cell; parts side by side along one dimension are added up.
  private mutating func addParts(
    _ parts: [SeriesIdentity], of whole: SeriesIdentity, _ wholes: [SeriesIdentity: Set<SeriesIdentity>],
    _ cells: PartCells
  ) {
    guard !parts.isEmpty else { return }
    for cell in cells.cells(of: whole) {
      guard let wholeIndices = index.indices(of: whole, at: .months(cell)) else { continue }
      let present = parts.filter { cells.cells(of: $0).contains(cell) }
      // A part of a part is bounded by that part.
      let known = Set(present)
      let direct = present.filter { part in
        wholes[part]?.isDisjoint(with: known) != false && !isTerm(part, of: whole, cells)
      }
      var covered: Set<SeriesIdentity> = []
      for dimension in Dimension.allCases {
        let siblings = direct.filter { dimension.isOnlyDifference(between: $0.key, and: whole.key) }
        guard siblings.count >= 2 else { continue }
        covered.formUnion(siblings)
        append(siblings, within: wholeIndices, at: cell)
      }
      for part in direct where !covered.contains(part) { append([part], within: wholeIndices, at: cell) }
    }
  }

  /// Exports are within their own turnover by being a term of its sum.
  private func isTerm(_ part: SeriesIdentity, of whole: SeriesIdentity, _ cells: PartCells) -> Bool {
    cells.isSum(whole) && TradeTriple(of: part).turnover == whole
  }

  private mutating func append(_ parts: [SeriesIdentity], within whole: [Int], at cell: Period) {
    let indices = parts.compactMap { index.indices(of: $0, at: .months(cell)) }.flatMap { $0 }
    all.append(StructuralBound(parts: indices, whole: whole))
  }
}

/// A dimension along which parts lie side by side.
private enum Dimension: CaseIterable {
  case reporter, partner, product

  func isOnlyDifference(between part: SeriesKey, and whole: SeriesKey) -> Bool {
    let differs = [
      part.reporter != whole.reporter, part.partner != whole.partner, part.product != whole.product,
      part.indicator != whole.indicator,
    ]
    let expected = [self == .reporter, self == .partner, self == .product, false]
    return differs == expected
  }
}

/// The years and runs of every flow of whole economies: enterprises, exchanges and parks are not bound.
private struct PartCells {
  private(set) var identities: [SeriesIdentity] = []
  private var cells: [SeriesIdentity: [Period]] = [:]
  private var sums: Set<SeriesIdentity> = []

  init(_ layout: SeriesLayout, lastYear: Int) {
    for (identity, composition) in layout.compositions where identity.key.entity.isEmpty {
      let base: [BaseSeries]
      switch composition {
      case .base(let number): base = [layout.series[number]]
      case .sum(let exports, let imports):
        base = [layout.series[exports], layout.series[imports]]
        sums.insert(identity)
      case .difference: continue
      }
      let own = base.map { series -> Set<Period> in
        let years = series.years.map { $0.compactMap { try? Period(year: $0) } } ?? []
        return Set((years + series.runs).filter { $0.firstYear <= lastYear })
      }
      guard let first = own.first, !first.isEmpty else { continue }
      cells[identity] = own.dropFirst().reduce(first) { $0.intersection($1) }.sorted()
    }
    identities = cells.keys.sorted()
  }

  func contains(_ identity: SeriesIdentity) -> Bool { cells[identity] != nil }
  func isSum(_ identity: SeriesIdentity) -> Bool { sums.contains(identity) }
  func cells(of identity: SeriesIdentity) -> [Period] { cells[identity] ?? [] }
}
