/// How well Markov chains have mixed, for one quantity.
///
/// The measures of Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), "Rank-normalization, folding, and
/// localization: an improved R̂", Bayesian Analysis 16, as the R package posterior computes them. Each is `nil` where
/// it has no meaning: for draws that are constant or not finite, and for fewer than six draws a chain.
public struct ChainDiagnostics: Hashable, Sendable {
  /// Rank-normalised split R̂, the larger of the plain and the folded one; 1 when chains agree.
  public let rHat: Double?
  /// Effective number of draws for the bulk of the distribution: of the rank-normalised draws.
  public let bulkESS: Double?
  /// Effective number of draws for the tails: the smaller one of the 5 % and the 95 % quantile.
  public let tailESS: Double?

  /// No measure has a meaning.
  static let undefined = ChainDiagnostics(rHat: nil, bulkESS: nil, tailESS: nil)

  init(rHat: Double?, bulkESS: Double?, tailESS: Double?) {
    (self.rHat, self.bulkESS, self.tailESS) = (rHat, bulkESS, tailESS)
  }
}
