import Testing

@testable import Trends

struct IntervalCalibrationTests {
  /// The end of 80 % one period ahead, in units.
  private static func end(_ errors: [Double], season: Int, seriesCount: Int) -> Double {
    let calibration = IntervalCalibration(
      errors: [errors.map { .init(size: $0, weight: 1) }], spacing: 1, length: 60, levels: [80],
      typical: TypicalErrors(season: season, length: 60, seriesCount: seriesCount))
    return calibration.ends(of: [0], units: [1])[1]
  }

  @Test func withoutErrorsTheEndsAreWhatIsUsual() {
    #expect(abs(Self.end([], season: 1, seriesCount: 50) - 1.85) < 1e-12)
    #expect(abs(Self.end([], season: 4, seriesCount: 50) - 1.22) < 1e-12)
    #expect(abs(Self.end([], season: 1, seriesCount: 3) - 2) < 1e-12)
    #expect(abs(Self.end([], season: 4, seriesCount: 1) - 1.5) < 1e-12)
  }

  /// Of any number of errors a yearly panel takes all, a seasonal one 0.84.
  @Test func manyErrorsWeighAsMuchAsTheyTellOfThoseToCome() {
    let errors = (-100_000...100_000).map { Double($0) / 10_000 }
    #expect(abs(Self.end(errors, season: 1, seriesCount: 50) - 8) < 0.01)
    #expect(abs(Self.end(errors, season: 4, seriesCount: 50) - (0.84 * 8 + 0.16 * 1.22)) < 0.01)
  }

  @Test func fortyErrorsWeighAsMuchAsWhatIsUsual() {
    let errors = (0..<40).map { 10 * Double($0) / 39 - 5 }
    // Half of them in the panel's quantile, and half of that in the distance's.
    #expect(abs(Self.end(errors, season: 1, seriesCount: 50) - (0.75 * 4 + 0.25 * 1.85)) < 1e-9)
  }
}
