import Foundation
import TradeSeries

/// The unknowns, rows and bounds that a ledger states: `adjustment-model.md` sections 1 to 4, as values.
struct AdjustmentModel {
  let hyperparameters: Hyperparameters
  /// The base series.
  let series: [BaseSeries]
  /// The unknowns; all other indices point into this array.
  let unknowns: [Unknown]
  /// Where the unknowns of every stated series stand.
  let index: SeriesIndex
  /// Finds the unit of account of a key.
  let census: SeriesCensus
  /// Finds average exchange rates.
  let rates: CurrencyConverter
  /// A first guess of θ.
  let start: [Double]
  let priorRows: [LinearRow]
  let observations: [ObservationRow]
  let bounds: [StructuralBound]
  let unadjusted: [UnadjustedStatement]

  /// The model of what a ledger says.
  ///
  /// - Parameters:
  ///   - ledger: what was known on the as-of date; its targets add the periods they ask for.
  ///   - asOf: bounds hold up to its year.
  ///   - horizon: years of forecast after it; with one or more, the year after the last stated one is an unknown,
  ///     later ones follow from it alone and are simulated.
  ///   - hyperparameters: the beliefs about trade.
  ///   - probes: dated statements whose quantities become unknowns although they have no row.
  ///   - sizes: the model whose series have the sizes that beliefs depend on; else they are of what the ledger states.
  /// - Throws: `.missingRate`.
  init(
    _ ledger: StatementLedger, asOf: CalendarDate, horizon: Int, hyperparameters: Hyperparameters,
    probes: [Statement] = [], sizes: AdjustmentModel? = nil
  ) throws(AdjustmentError) {
    let (dated, unadjusted) = Self.separate(ledger.statements)
    let stating = dated.map { ledger.statements[$0] } + probes
    var census = SeriesCensus(ledger, dated: stating)
    let rates = CurrencyConverter(ledger.rates)
    let noises = try Self.noises(of: dated, in: ledger, rates, &census, hyperparameters)
    if let sizes { census.takeLevels(from: sizes.census) }
    let stated = Set(census.entries.keys)
    let triples = TradeTriple.sums(among: stated)
    let adjustable = stated.union(triples.flatMap(\.members))
    for target in ledger.targets {
      let identity = census.identity(of: target.series, unit: target.unit)
      guard adjustable.contains(identity) else { continue }
      let deadline = target.deadline.period(of: census.nature(of: identity))
      // A whole year to come follows from the last unknown one and is simulated.
      if let deadline, deadline.months?.isYear != true || deadline.lastDay.year <= asOf.year {
        census.touch(identity, deadline)
      }
      if target.unit == nil, let base = target.base ?? deadline?.yearEarlier { census.touch(identity, base) }
    }
    let layout = SeriesLayout(
      census, triples: triples, asOf: asOf, horizon: horizon, hyperparameters: hyperparameters)
    let biases = Self.biases(stating, census)
    let unknowns = layout.unknowns + biases
    let index = SeriesIndex(
      compositions: layout.compositions,
      positions: Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) }))

    (self.hyperparameters, self.series, self.unknowns, self.index) = (hyperparameters, layout.series, unknowns, index)
    (self.census, self.rates, self.unadjusted) = (census, rates, unadjusted)
    start = unknowns.map { layout.start(of: $0) }
    do {
      priorRows =
        try PriorRows(layout, positions: index.positions, unknowns: unknowns, hyperparameters: hyperparameters).rows
    } catch {
      throw .numerical(error)
    }
    bounds = StructuralBounds(layout, index: index, ledger: ledger, lastYear: asOf.year).all
    observations = dated.compactMap { position in
      guard let noise = noises[position] else { return nil }
      return ObservationRow(position, ledger.statements[position], noise, census, index)
    }
  }

  /// The biases of other origins that levels are stated by, by series and origin.
  private static func biases(_ statements: [Statement], _ census: SeriesCensus) -> [Unknown] {
    var found: [SeriesIdentity: Set<String>] = [:]
    for statement in statements {
      guard let origin = statement.origin, origin != statement.series.reporter, statement.claim.isQuantity,
        statement.series.indicator != "balance"
      else { continue }
      found[census.identity(of: statement), default: []].insert(origin)
    }
    return found.sorted { $0.key < $1.key }.flatMap { identity, origins in
      origins.sorted().map { .originBias(origin: $0, identity) }
    }
  }

  /// Positions of the statements that get a row, and the others with the reason.
  private static func separate(_ statements: [Statement]) -> ([Int], [UnadjustedStatement]) {
    var dated: [Int] = []
    var unadjusted: [UnadjustedStatement] = []
    for (position, statement) in statements.enumerated() {
      if statement.period == nil {
        unadjusted.append(UnadjustedStatement(statement: statement.id, reason: .undated))
      } else if statement.series.indicator == "balance", !statement.claim.isQuantity {
        unadjusted.append(UnadjustedStatement(statement: statement.id, reason: .ratioOfBalance))
      } else if let upper = statement.figure.upperValue, statement.figure.value < 0, upper > 0 {
        unadjusted.append(UnadjustedStatement(statement: statement.id, reason: .balanceAroundZero))
      } else {
        dated.append(position)
      }
    }
    return (dated, unadjusted)
  }

  /// The noise of every dated statement, in the unit of account, its level noted in the census.
  private static func noises(
    of dated: [Int], in ledger: StatementLedger, _ rates: CurrencyConverter, _ census: inout SeriesCensus,
    _ hyperparameters: Hyperparameters
  ) throws(AdjustmentError) -> [Int: ObservationNoise] {
    var noises: [Int: ObservationNoise] = [:]
    for position in dated {
      let statement = ledger.statements[position]
      guard let period = statement.period else { continue }
      var noise = ObservationNoise(statement.figure, hyperparameters)
      if let unit = statement.unit, unit != unit.unitOfAccount {
        guard let rate = rates.rate(of: unit, in: period) else {
          throw .missingRate(statement: statement.id, currency: unit.code, period: period)
        }
        noise = noise.converted(at: rate, hyperparameters)
      }
      if statement.claim.isQuantity {
        census.addLevel(exp(noise.center), of: period, to: census.identity(of: statement))
      }
      noises[position] = noise
    }
    return noises
  }
}

extension Statement.Claim {
  /// Whether it states a quantity rather than a ratio.
  var isQuantity: Bool {
    switch self {
    case .level, .stock: true
    case .growth, .share: false
    }
  }
}

extension Array where Element: Hashable {
  /// The elements in order, each once.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
