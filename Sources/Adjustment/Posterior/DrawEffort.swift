/// How many draws are made.
public enum DrawEffort: Sendable {
  /// As many as a report needs.
  case full
  /// A third of them, where many adjustments are compared and each carries its Monte Carlo error.
  case brief

  /// Sweeps that are to be enough, in parts; after each but the last it is settled anew how often blocks move.
  var plannedSweeps: [Int] { self == .full ? [100, 250, 250] : [40, 80, 80] }
  /// Bulk effective draws of every reported quantity that the plan aims at.
  var plannedESS: Double { self == .full ? MixingMonitor.plannedESS : 350 }
  /// Bulk effective draws that every reported quantity is to have.
  var requiredESS: Double { self == .full ? MixingMonitor.requiredESS : 250 }
  /// Tail effective draws that every reported quantity is to have.
  var requiredTailESS: Double { self == .full ? MixingMonitor.requiredTailESS : 100 }
  /// Largest rank-normalised split R̂.
  var largestRHat: Double { self == .full ? MixingMonitor.largestRHat : 1.04 }
}
