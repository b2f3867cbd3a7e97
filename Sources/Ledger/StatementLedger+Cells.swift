import TradeSeries

extension LedgerFile {
  /// Names of the columns, in their usual order.
  public var columns: [String] {
    switch self {
    case .areas, .products: HierarchyColumn.allCases.map(\.rawValue)
    case .indicators: IndicatorColumn.allCases.map(\.rawValue)
    case .rates: RateColumn.allCases.map(\.rawValue)
    case .sources: SourceColumn.allCases.map(\.rawValue)
    case .statements: StatementColumn.allCases.map(\.rawValue)
    case .targets: TargetColumn.allCases.map(\.rawValue)
    }
  }
}

extension StatementLedger {
  /// The rows of one file as cells, in the order of its columns; reading them back gives an equal ledger.
  ///
  /// Complexity: O(rows).
  public func cells(of file: LedgerFile) -> [[String]] {
    switch file {
    case .areas: areas.map { [$0.code, $0.name, $0.parent ?? ""] }
    case .indicators: indicators.map { [$0.code, $0.name, $0.nature.rawValue, $0.unitKind.rawValue] }
    case .products: products.map { [$0.code, $0.name, $0.parent ?? ""] }
    case .rates: rates.map { [$0.currency, "\($0.period)", "\($0.perUSDollar)", $0.source] }
    case .sources: sources.map { [$0.id, $0.title, $0.publisher, $0.published, $0.url] }
    case .statements: statements.map(\.cells)
    case .targets: targets.map(\.cells)
    }
  }
}

extension Statement {
  fileprivate var cells: [String] {
    [id] + series.fields + [
      period?.description ?? "", kind.rawValue, figure.description, unit?.code ?? "", base, origin ?? "",
      knownOn.description, source, locator, note,
    ]
  }

  /// The base period of a growth, or the whole of a share: in short where it has the same areas and entity.
  private var base: String {
    switch claim {
    case .level, .stock: return ""
    case .growth(let base): return base?.description ?? ""
    case .share(let whole):
      let isShort = whole == series.with(indicator: whole.indicator, product: whole.product)
      guard isShort else { return whole.description }
      return whole.product.isEmpty ? whole.indicator : "\(whole.indicator)/\(whole.product)"
    }
  }
}

extension Target {
  fileprivate var cells: [String] {
    [id] + series.fields + [
      goal.description, unit?.code ?? "", base?.description ?? "", deadline.description, setOn.description, source,
      locator, note,
    ]
  }
}
