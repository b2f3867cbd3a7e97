import Adjustment
import Statistics

/// Simulation-based calibration: the ranks of many truths among the draws of their own posteriors.
///
/// If prior, likelihood and sampler are what they are said to be, each rank is uniform.
///
/// Source: Talts, Betancourt, Simpson, Vehtari & Gelman (2018), "Validating Bayesian inference algorithms with
/// simulation-based calibration".
public struct CalibrationStudy: Sendable {
  /// One truth among its draws.
  public struct Entry: Sendable {
    /// Number of the ledger.
    public let ledger: Int
    /// What is ranked.
    public let kind: SimulatedQuantity.Kind
    /// How many of ``drawCount`` draws are below the truth.
    public let rank: Int
  }

  /// Draws that every truth is ranked among.
  public static let drawCount = 99
  /// Bins of a histogram.
  public static let binCount = 20

  /// The ranks.
  public private(set) var entries: [Entry] = []
  /// Number of ledgers simulated.
  public let ledgerCount: Int
  /// Numbers of the ledgers that the engine refused, because its draws did not mix.
  ///
  /// Leaving them out does not bend the ranks of the others: whether chains mix depends on the statements and the seed, and
  /// given the statements the truth is a draw of the posterior whatever the chains do.
  public private(set) var refused: [Int] = []
  /// Statements of all ledgers.
  public private(set) var statementCount = 0
  /// Largest R̂ of any ledger.
  public private(set) var worstRHat = 1.0
  /// Smallest bulk effective sample size of any ledger.
  public private(set) var leastBulkESS = Double.infinity

  /// The beliefs: those of the command, but of the same strength at every size, since the engine reads the size of a
  /// series off the data.
  public static var hyperparameters: Hyperparameters {
    var beliefs = Hyperparameters()
    beliefs.yearlyVolatility.exponent = 0
    beliefs.seasonalConcentration.exponent = 0
    return beliefs
  }

  /// Adjusts ledgers `0..<ledgerCount` of a seed.
  ///
  /// - Throws: any error of a simulation, and of an adjustment any but that its draws did not mix.
  public init(seed: UInt64, ledgerCount: Int) throws {
    self.ledgerCount = ledgerCount
    let results = parallelMap(Array(0..<ledgerCount)) { number in
      Result { try Self.adjust(seed: seed, number: number) }
    }
    for result in results {
      let outcome = try result.get()
      entries += outcome.entries
      statementCount += outcome.statementCount
      guard let diagnostics = outcome.diagnostics else {
        refused.append(outcome.ledger)
        continue
      }
      worstRHat = max(worstRHat, diagnostics.worstRHat)
      leastBulkESS = min(leastBulkESS, diagnostics.leastBulkESS)
    }
  }

  /// The ranks of one kind.
  public func uniformity(of kind: SimulatedQuantity.Kind) -> RankUniformity {
    RankUniformity(ranks: entries.filter { $0.kind == kind }.map(\.rank), drawCount: Self.drawCount)
  }

  /// What became of one ledger.
  private struct Outcome: Sendable {
    let ledger: Int
    let statementCount: Int
    var entries: [Entry] = []
    /// `nil` of a refused one.
    var diagnostics: SamplerDiagnostics?
  }

  private static func adjust(seed: UInt64, number: Int) throws -> Outcome {
    let simulated = try SimulatedLedger(seed: seed, number: number)
    var outcome = Outcome(ledger: number, statementCount: simulated.ledger.statements.count)
    let adjustment = LedgerAdjustment(
      asOf: simulated.asOf, horizon: SimulatedLedger.horizon, seed: UInt64(number), hyperparameters: hyperparameters)
    let adjusted: AdjustedLedger
    do {
      adjusted = try adjustment.adjust(simulated.ledger)
    } catch AdjustmentError.poorMixing {
      return outcome
    }
    outcome.diagnostics = adjusted.diagnostics
    outcome.entries = try simulated.quantities.map { quantity in
      guard let rank = quantity.rank(in: adjusted.posterior, drawCount: drawCount) else {
        throw CalibrationError.missing(quantity.kind, ledger: number)
      }
      return Entry(ledger: number, kind: quantity.kind, rank: rank)
    }
    return outcome
  }
}

/// What keeps a study from being made.
public enum CalibrationError: Error {
  /// The posterior has no such quantity.
  case missing(SimulatedQuantity.Kind, ledger: Int)
}
