/// What the series of a panel say together of the persistence of their changes, see ``ErrorScale/persistence``.
///
/// The persistence that `k` changes of a random walk show has a variance of about `0.5/k`, that of noise less; so it does in
/// simulations with normal and heavier tails. The rest of the variance among the series is theirs, and each is drawn towards
/// what is usual in the panel (empirical Bayes, as in ``ChangePrior``). What is usual in a panel is itself drawn towards
/// ``TypicalErrors``, for the errors of short series all have the same bias.
struct PersistencePrior {
  private let center: Double
  private let variance: Double

  /// The prior of a sample, or what is typical with three series or fewer that show a persistence.
  init(_ scales: [ErrorScale], typical: TypicalErrors) {
    let usable = scales.compactMap { scale in
      scale.persistence.map { (persistence: $0, own: Self.ownVariance(scale)) }
    }
    guard usable.count > 3 else {
      (center, variance) = (typical.persistence, TypicalErrors.persistenceVariance)
      return
    }
    let size = Double(usable.count)
    let mean = usable.reduce(0) { $0 + $1.persistence } / size
    let spread = usable.reduce(0) { $0 + ($1.persistence - mean) * ($1.persistence - mean) } / (size - 1)
    variance = max(spread - usable.reduce(0) { $0 + $1.own } / size, 0.01)
    center = usable.reduce(0) { sum, series in
      let weight = TypicalErrors.persistenceVariance / (TypicalErrors.persistenceVariance + series.own)
      return sum + (typical.persistence + weight * (series.persistence - typical.persistence)) / size
    }
  }

  /// The persistence of a series, drawn towards what is usual.
  func shrunk(_ scale: ErrorScale) -> Double {
    guard let persistence = scale.persistence else { return center }
    return center + variance / (variance + Self.ownVariance(scale)) * (persistence - center)
  }

  private static func ownVariance(_ scale: ErrorScale) -> Double { 0.5 / scale.changeCount }
}
