/// What is usual of forecast errors where nothing else is known, read off yearly, quarterly and monthly collections.
///
/// A series with more than two seasons of values has had its season taken out. In a shorter one that hides among the changes,
/// which are then larger and grow less: about half-way between having no season and having taken it out.
struct TypicalErrors {
  /// Persistence of changes, see ``ErrorScale/persistence``.
  let persistence: Double
  /// Units within which four in five errors one period ahead are, see ``ErrorUnits``.
  let spread: Double
  /// The most that errors of one distance weigh against those of all distances of the panel, and these against what is usual, be
  /// they ever so many.
  ///
  /// The series of a panel share their years: what ten seasonal panels had been wider or narrower than others told little of
  /// their last years, what yearly ones had been told all.
  let constancy: Double
  /// Variance of persistence among series of all kinds.
  static let persistenceVariance = 0.05

  /// - Parameters:
  ///   - season: length of the season, 1 for none.
  ///   - length: number of values of a typical series.
  ///   - seriesCount: number of series with a unit; that of one to three is not drawn towards others, and less sure.
  init(season: Int, length: Int, seriesCount: Int) {
    let isPanel = seriesCount > 3
    (persistence, spread, constancy) =
      season == 1
      ? (0.6, isPanel ? 1.8 : 2, 1)
      : length > 2 * season ? (0.15, isPanel ? 1.15 : 1.45, 0.6) : (0.3, isPanel ? 1.65 : 1.75, 1)
  }
}
