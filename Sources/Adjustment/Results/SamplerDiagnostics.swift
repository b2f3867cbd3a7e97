/// How well the posterior draws mixed, over all reported quantities.
public struct SamplerDiagnostics: Hashable, Sendable {
  /// Chains run side by side.
  public let chainCount: Int
  /// Draws kept, all chains together.
  public let drawCount: Int
  /// Largest rank-normalised split R̂, as Vehtari and others define it (2021).
  public let worstRHat: Double
  /// Smallest bulk effective sample size.
  public let leastBulkESS: Double
  /// Smallest tail effective sample size.
  public let leastTailESS: Double

  /// Diagnostics of given parts.
  public init(chainCount: Int, drawCount: Int, worstRHat: Double, leastBulkESS: Double, leastTailESS: Double) {
    (self.chainCount, self.drawCount, self.worstRHat) = (chainCount, drawCount, worstRHat)
    (self.leastBulkESS, self.leastTailESS) = (leastBulkESS, leastTailESS)
  }

  /// The worst over groups.
  init(worstOf groups: [SamplerDiagnostics]) {
    self.init(
      chainCount: Posterior.chainCount, drawCount: groups.map(\.drawCount).max() ?? 0,
      worstRHat: groups.map(\.worstRHat).max() ?? 1, leastBulkESS: groups.map(\.leastBulkESS).min() ?? 0,
      leastTailESS: groups.map(\.leastTailESS).min() ?? 0)
  }
}
