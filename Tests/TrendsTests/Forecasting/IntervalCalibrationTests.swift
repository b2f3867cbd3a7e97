import Testing

@testable import Trends

struct IntervalCalibrationTests {
  private static let unit = SeriesUnit(of: [1])

  /// The end of 80 % one period ahead, in units.
  private static func end(_ errors: [Double], season: Int, seriesCount: Int) -> Double {
    let calibration = IntervalCalibration(
      errors: [errors.map { .init(size: $0, weight: 1) }], spacing: 1, length: 60, levels: [80],
      typical: TypicalErrors(season: season, length: 60, seriesCount: seriesCount), threads: 1)
    return calibration.ends(of: [0], units: [1], on: .identity, in: Self.unit)[1]
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

  /// One series with a slip is not the tail of all: ten errors move an end by a quarter of half the width at most.
  @Test func fewErrorsAreNoEvidenceOfAnEndFarBeyond() {
    let errors = [-1, 1, -1, 1, -1, 1, -1, 1, 1e6, 1e6]
    // A fifth of 1.25 times half the width, of all distances and again of the one.
    let overall = (low: -1.8 + 0.2 * 0.8, high: 1.8 + 0.25 * 1.8)
    let own = overall.high + 0.25 * (overall.high - overall.low) / 2
    #expect(abs(Self.end(errors, season: 1, seriesCount: 50) - own) < 1e-9)
  }

  /// Errors upwards are larger than errors downwards, and none crosses zero.
  @Test func endsAreAsFarOnTheScale() {
    let calibration = IntervalCalibration(
      errors: [[], []], spacing: 1, length: 60, levels: [80, 95],
      typical: TypicalErrors(season: 1, length: 60, seriesCount: 50), threads: 1)
    let ends = calibration.ends(of: [27, 0], units: [1, 1], on: .neverNegative, in: Self.unit)
    #expect(abs(ends[0] - 19.3196) < 1e-3 && abs(ends[1] - 35.4924) < 1e-3)
    #expect(ends[4] == 0 && ends[6] == 0 && ends[5] > 2.4 && ends[7] > ends[5])
    let mirrored = calibration.ends(of: [-27, 0], units: [1, 1], on: .neverPositive, in: Self.unit)
    for (end, place) in zip(mirrored, [1, 0, 3, 2, 5, 4, 7, 6]) { #expect(abs(end + ends[place]) < 1e-12) }
  }

  /// Forecasts that are too low at all distances but the first, say: an end about zero is no limit to the other.
  @Test func manyErrorsAreHeardWhereTheOthersEndIsZero() {
    let near = (-1000...1000).map { IntervalCalibration.Error(size: Double($0) / 100, weight: 1) }
    let far = (0..<8000).map { IntervalCalibration.Error(size: 100 + Double($0) / 100, weight: 1) }
    let calibration = IntervalCalibration(
      errors: [near, far], spacing: 2, length: 60, levels: [80],
      typical: TypicalErrors(season: 1, length: 60, seriesCount: 50), threads: 1)
    let ends = calibration.ends(of: [0, 0], units: [1, 1], on: .identity, in: Self.unit)
    #expect(abs(ends[0] + 8) < 0.2)
  }
}
