import TradeSeries

extension LedgerAdjustment {
  /// Cuts a ledger into parts that no statement and no bound links: each can be solved apart with the same result.
  ///
  /// A part has the statements and targets on its series, in ledger order, and all lists. Statements without a row and
  /// targets on series that no dated statement speaks of are in none.
  /// - Parameter ledger: what is known; nothing is left out by date.
  /// - Returns: the parts, in the order of their first statements.
  /// - Throws: ``AdjustmentError``.
  public func linkedParts(of ledger: StatementLedger) throws(AdjustmentError) -> [StatementLedger] {
    let model = try AdjustmentModel(ledger, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    var keys = model.index.compositions.keys.map(\.key)
    keys = Array(Set(keys)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    var links = DisjointSets(count: keys.count)
    for group in model.groups() { links.join(model.seriesKeys(of: group).compactMap { numbers[$0] }) }
    for (identity, composition) in model.index.compositions {
      switch composition {
      case .base: break
      case .sum(let exports, let imports), .difference(let exports, let imports):
        let members = [identity.key] + [exports, imports].map { model.series[$0].identity.key }
        links.join(members.compactMap { numbers[$0] })
      }
    }
    let rowless = Set(model.unadjusted.map(\.statement))
    var parts: [StatementLedger] = []
    var partOf: [Int: Int] = [:]
    func part(_ key: SeriesKey) -> Int? {
      guard let root = numbers[key].map({ links.root(of: $0) }) else { return nil }
      if let known = partOf[root] { return known }
      var empty = ledger
      (empty.statements, empty.targets) = ([], [])
      parts.append(empty)
      partOf[root] = parts.count - 1
      return parts.count - 1
    }
    for statement in ledger.statements where !rowless.contains(statement.id) {
      if let number = part(statement.series) { parts[number].statements.append(statement) }
    }
    for target in ledger.targets {
      if let number = part(target.series) { parts[number].targets.append(target) }
    }
    return parts
  }

  /// The adjusted figures and the posterior alone: without residuals and conflicts, which are empty.
  ///
  /// - Throws: ``AdjustmentError``.
  public func adjustFigures(_ ledger: StatementLedger) throws(AdjustmentError) -> AdjustedLedger {
    let known = ledger.known(on: asOf)
    let (posterior, diagnostics) = try solve(known)
    return AdjustedLedger(
      ledger: known, asOf: asOf, horizon: horizon, seed: seed, hyperparameters: hyperparameters,
      figures: FigureTable(posterior, known, asOf: asOf, horizon: horizon).figures, residuals: [], conflicts: [],
      globalTests: [], unadjusted: posterior.model.unadjusted,
      diagnostics: SamplerDiagnostics(worstOf: diagnostics.map(\.worst)), groups: diagnostics, posterior: posterior)
  }

  /// The series that have figures in the adjustment of a ledger, or would have if their levels were identified.
  ///
  /// - Throws: ``AdjustmentError``.
  public func series(of ledger: StatementLedger) throws(AdjustmentError) -> [SeriesKey] {
    let model = try AdjustmentModel(ledger, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    return Array(Set(model.index.compositions.keys.map(\.key))).sorted()
  }
}
