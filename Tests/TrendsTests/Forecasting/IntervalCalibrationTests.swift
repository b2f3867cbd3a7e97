import Testing

@testable import Trends

struct IntervalCalibrationTests {
  /// The end of 80 % one period ahead, in units.
  private static func end(_ errors: [Double], season: Int, seriesCount: Int) -> Double {
    let calibration = IntervalCalibration(
      errors: [errors.map { .init(size: $0, weight: 1) }], spacing: 1, length: 60, levels: [80],
      typical: TypicalErrors(season: season, length: 60, seriesCount: seriesCount))
    return calibration.ends(of: [0], units: [1], on: .identity)[1]
  }

  @Test func withoutErrorsTheEndsAreWhatIsUsual() {
    #expect(abs(Self.end([], season: 1, seriesCount: 50) - 1.8) < 1e-12)
    #expect(abs(Self.end([], season: 4, seriesCount: 50) - 1.15) < 1e-12)
    #expect(abs(Self.end([], season: 1, seriesCount: 3) - 2) < 1e-12)
    #expect(abs(Self.end([], season: 4, seriesCount: 1) - 1.45) < 1e-12)
  }

  /// Of any number of errors a yearly panel takes all, a seasonal one 0.84.
  @Test func manyErrorsWeighAsMuchAsTheyTellOfThoseToCome() {
    let errors = (-100_000...100_000).map { Double($0) / 10_000 }
    #expect(abs(Self.end(errors, season: 1, seriesCount: 50) - 8) < 0.01)
    #expect(abs(Self.end(errors, season: 4, seriesCount: 50) - (0.84 * 8 + 0.16 * 1.15)) < 0.01)
  }

  @Test func fortyErrorsWeighAsMuchAsWhatIsUsual() {
    let errors = (0..<40).map { 10 * Double($0) / 39 - 5 }
    // Half of them in the panel's quantile, and half of that in the distance's.
    #expect(abs(Self.end(errors, season: 1, seriesCount: 50) - (0.75 * 4 + 0.25 * 1.8)) < 1e-9)
  }

  /// One series with a slip is not the tail of all: of ten errors no end is beyond 2.25 times what is usual.
  @Test func fewErrorsAreNoEvidenceOfAnEndFarBeyond() {
    let errors = [-1, 1, -1, 1, -1, 1, -1, 1, 1e6, 1e6]
    let overall = 0.2 * 2.25 * 1.8 + 0.8 * 1.8
    #expect(abs(Self.end(errors, season: 1, seriesCount: 50) - (0.2 * 2.25 + 0.8) * overall) < 1e-9)
  }

  /// Errors upwards are larger than errors downwards, and none leads below the floor.
  @Test func endsAreAsFarOnTheScale() {
    let calibration = IntervalCalibration(
      errors: [[], []], spacing: 1, length: 60, levels: [80, 95],
      typical: TypicalErrors(season: 1, length: 60, seriesCount: 50))
    let ends = calibration.ends(of: [27, 0], units: [1, 1], on: .twoThirds, floor: 0)
    #expect(abs(ends[0] - 19.3196) < 1e-3 && abs(ends[1] - 35.4924) < 1e-3)
    #expect(ends[4] == 0 && ends[6] == 0 && ends[5] > 2.4 && ends[7] > ends[5])
    #expect(calibration.ends(of: [0, 0], units: [1, 1], on: .twoThirds)[4] < 0)
  }
}
