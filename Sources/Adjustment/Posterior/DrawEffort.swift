/// How many draws are made.
public enum DrawEffort: Sendable {
  /// As many as a report needs.
  case full
  /// A quarter of them, where many adjustments are compared and each carries its Monte Carlo error.
  case brief

  /// Sweeps until the draws are looked at again.
  var batchSweeps: Int { self == .full ? 600 : 150 }
  /// Bulk effective draws that every reported quantity is to have.
  var requiredESS: Double { self == .full ? MixingMonitor.requiredESS : 350 }
  /// Tail effective draws that every reported quantity is to have.
  var requiredTailESS: Double { self == .full ? MixingMonitor.requiredTailESS : 100 }
  /// Largest rank-normalised split R̂.
  var largestRHat: Double { self == .full ? MixingMonitor.largestRHat : 1.04 }
}
