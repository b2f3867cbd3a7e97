/// How many draws are made.
public enum DrawEffort: Sendable {
  /// As many as a report needs.
  case full
  /// A quarter of them, where many adjustments are compared and each carries its Monte Carlo error.
  case brief

  /// Sweeps that tell how often each block is to move; their draws are not kept.
  var pilotSweeps: Int { 100 }
  /// Sweeps that are to be enough; after half of them it is settled anew how often each block moves.
  var plannedSweeps: Int { self == .full ? 600 : 150 }
  /// Bulk effective draws of every reported quantity that the plan aims at.
  var plannedESS: Double { self == .full ? MixingMonitor.plannedESS : 350 }
  /// Bulk effective draws that every reported quantity is to have.
  var requiredESS: Double { self == .full ? MixingMonitor.requiredESS : 250 }
  /// Tail effective draws that every reported quantity is to have.
  var requiredTailESS: Double { self == .full ? MixingMonitor.requiredTailESS : 100 }
  /// Largest rank-normalised split R̂.
  var largestRHat: Double { self == .full ? MixingMonitor.largestRHat : 1.04 }
}
