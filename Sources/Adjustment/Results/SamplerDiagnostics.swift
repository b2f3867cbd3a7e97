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
}
