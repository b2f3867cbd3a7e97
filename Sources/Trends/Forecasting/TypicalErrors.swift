/// What is usual of forecast errors where nothing else is known, read off yearly, quarterly and monthly collections.
///
/// A series with more than two seasons of values has had its season taken out. In a shorter one that hides among the changes,
/// which are then larger and grow less: about half-way between having no season and having taken it out.
struct TypicalErrors {
  /// Persistence of changes, see ``ErrorScale/persistence``.
  let persistence: Double
  /// Units within which four in five errors one period ahead are, see ``ErrorUnits``.
  let spread: Double
  /// Variance of persistence among series of all kinds.
  static let persistenceVariance = 0.05

  /// - Parameters:
  ///   - season: length of the season, 1 for none.
  ///   - length: number of values of a typical series.
  ///   - seriesCount: number of series; the unit of one to three is not drawn towards that of others, and less sure.
  init(season: Int, length: Int, seriesCount: Int) {
    let (persistence, spread) = season == 1 ? (0.6, 1.85) : length > 2 * season ? (0.15, 1.45) : (0.3, 1.65)
    (self.persistence, self.spread) = (persistence, seriesCount > 3 ? spread : 1.07 * spread)
  }
}
