import Foundation
import Statistics
import Testing

@testable import Trends

struct ErrorUnitsTests {
  private static let typical = TypicalErrors(season: 1, length: 40, seriesCount: 50)

  private static func noise(_ length: Int, stream: UInt64) -> [Double] {
    var generator = PhiloxGenerator(seed: 8, stream: stream)
    return (0..<length).map { _ in generator.normal() }
  }

  private static func walk(_ length: Int, stream: UInt64) -> [Double] {
    var sum = 0.0
    return noise(length, stream: stream).map { shock in
      sum += shock
      return sum
    }
  }

  private static func scale(_ values: [Double], horizon: Int = 16) -> ErrorScale {
    ErrorScale(values, season: 1, horizon: horizon)
  }

  private static func units(_ sample: [ErrorScale], horizon: Int = 16) -> ErrorUnits {
    ErrorUnits(sample, season: 1, horizon: horizon, typical: typical)
  }

  /// What a distance on the scale of ⅔ powers is about a level.
  private static func atLevel(_ distance: Double, _ level: Double) -> Double { distance * cbrt(level) * 1.5 }

  @Test func oldChangesCountLessThanRecentOnes() {
    func change(_ values: [Double]) -> Double { Self.atLevel(Self.scale(values).change, 100) }
    let calm = (0..<40).map { 100 + Double($0 % 2) }, wild = (0..<40).map { 95 + 10 * Double($0 % 2) }
    #expect(change(calm + wild) > 8)
    #expect(change(wild + calm) < 3)
    #expect(abs(change(wild) - 10) < 0.01)
  }

  /// Changes of a series that has grown would be larger today; those of one that has shrunk, smaller.
  @Test func changesAreWhatTheyWouldBeAtTheLastLevel() {
    let rising = (1...80).map(Double.init)
    func change(_ values: [Double]) -> Double {
      Self.atLevel(Self.scale(values).change, abs(values.suffix(4).reduce(0, +) / 4))
    }
    #expect((1.03...1.15).contains(change(rising)))
    #expect((0.6...0.8).contains(change(rising.reversed())))
    #expect(change(rising.map { -$0 }) == change(rising))
    #expect(abs(change(rising.map { 1e9 + $0 }) - 1) < 1e-6)
  }

  @Test func persistenceTellsNoiseFromWalksAndLines() throws {
    let line = (0..<40).map { 7 - 3 * Double($0) }
    #expect(Self.scale(line).persistence == 1)
    #expect(Self.scale((0..<40).map { Double($0 % 2) }).persistence == 0)
    func mean(_ series: (Int, UInt64) -> [Double]) throws -> Double {
      try (0..<200).reduce(0) { try $0 + #require(Self.scale(series(200, UInt64($1))).persistence) / 200 }
    }
    #expect(abs(try mean(Self.walk) - 0.5) < 0.04)
    #expect(try mean(Self.noise) < 0.06)
  }

  @Test func nothingIsSaidOfPersistenceWhereNothingIsSeen() {
    #expect(Self.scale([1, 2]).persistence == nil)
    #expect(Self.scale([4, 4, 4, 4]).persistence == nil)
    #expect(Self.scale([1, 3, 2, 5], horizon: 1).persistence == nil)
    #expect(Self.scale([1, 2, 3]).persistence == 1)
  }

  /// Few changes say little of persistence: it leans on the panel, and that on what is typical.
  @Test func persistenceOfAShortSeriesLeansOnThePanel() {
    let noise = (0..<50).map { Self.scale(Self.noise(40, stream: UInt64($0))) }
    let panel = PersistencePrior(noise, typical: Self.typical), alone = PersistencePrior([], typical: Self.typical)
    let (short, long) = (Self.scale([1, 2, 3]), Self.scale((0..<40).map(Double.init)))
    #expect(panel.shrunk(short) < 0.3)
    #expect(panel.shrunk(long) > panel.shrunk(short) + 0.2)
    #expect(alone.shrunk(short) > 0.6 && alone.shrunk(short) < 0.75)
    #expect(alone.shrunk(Self.scale([1])) == 0.6)
  }

  @Test func unitsOfAWalkGrowWithTheRootAndThoseOfNoiseDoNot() {
    let (noise, walk) = (Self.noise(200, stream: 1), Self.walk(200, stream: 1))
    let units = Self.units([])
    func growth(_ values: [Double]) -> Double {
      let own = units.units(of: values, path: [Double](repeating: values[values.count - 1], count: 16))
      return own[15] / own[0]
    }
    #expect((2.5...6).contains(growth(walk)))
    #expect(growth(noise) < 2)
  }

  /// The longer the series, the less it counts how far a forecast goes from the last value.
  @Test func aForecastThatGoesFarIsLessCertain() {
    let values = Self.walk(24, stream: 2).map { 1e7 + $0 }, last = values[values.count - 1]
    let units = Self.units([])
    let near = units.units(of: values, path: [last, last]), far = units.units(of: values, path: [last, last + 2000])
    #expect(near[0] == far[0])
    #expect((589...590).contains(Self.atLevel(far[1], 1e7)))
    let short = units.units(of: [1e7 + 1, 1e7 + 3, 1e7 + 2], path: [1e7, 1e7 + 2002])[1]
    #expect((1178...1180).contains(Self.atLevel(short, 1e7)))
  }

  /// With a season 0.3 of the way from the last season's value counts.
  @Test func theWayIsThatFromTheLastSeason() {
    let shape = [0.5, 1.2, 1.6, 0.7]
    let noise = Self.noise(60, stream: 3)
    let values = (0..<60).map { (100 + noise[$0]) * shape[$0 % 4] }
    let units = ErrorUnits(
      [], season: 4, horizon: 4, typical: TypicalErrors(season: 4, length: 60, seriesCount: 1))
    let same = Array(values.suffix(4))
    let near = units.units(of: values, path: same), far = units.units(of: values, path: same.map { $0 + 1000 })
    let scale = StabilizingTransformation.neverNegative
    for (step, value) in same.enumerated() {
      #expect(Self.atLevel(near[step], 100) < 5)
      let way = scale.forward(value + 1000) - scale.forward(value)
      #expect((0.3...0.301).contains(far[step] / way))
    }
  }

  /// A series with two nearly equal values by chance is no calmer than the rest of the panel.
  @Test func theUnitOfAShortSeriesLeansOnThePanel() {
    let panel = (0..<50).map { number in Self.scale(Self.walk(12, stream: number).map { 100 + 5 * $0 }) }
    let short = [100, 100.01, 100.02]
    func unit(_ units: ErrorUnits) -> Double { units.units(of: short, path: [100.02])[0] }
    #expect(unit(Self.units(panel)) > 10 * unit(Self.units([])))
    #expect(ChangePrior(Array(panel.prefix(3))) == nil)
  }

  /// A balance may be near zero by chance: that says nothing of how it changes.
  @Test(arguments: [-2.0, 0, 0.1, 2])
  func theLevelOfABalanceSaysNothing(last: Double) {
    let walk = Self.walk(60, stream: 5)
    func unit(_ values: [Double]) -> Double { Self.units([]).units(of: values, path: [values[59]])[0] }
    let moved = walk.map { $0 - walk[59] + last }
    #expect(moved.contains { $0 < 0 } && moved.contains { $0 > 0 })
    #expect(abs(unit(moved) / Self.atLevel(unit(walk.map { $0 + 1e9 }), 1e9) - 1) < 1e-6)
  }

  @Test(arguments: [1e-290, 1e-9, 1e9, 1e290, 1e306])
  func unitsGoWithTheUnitOfTheSeries(factor: Double) {
    let panel = (0..<20).map { number in Self.walk(12, stream: number).map { 100 + 5 * $0 } }
    func units(_ factor: Double) -> [Double] {
      let scaled = panel.map { $0.map { $0 * factor } }
      return Self.units(scaled.map { Self.scale($0) }).units(of: scaled[0], path: [90 * factor, 130 * factor])
    }
    #expect(units(1).count == 2 && units(factor).count == 2)
    let unit = StabilizingTransformation.neverNegative.forward(factor)
    for (one, other) in zip(units(1), units(factor)) { #expect(abs(other / unit - one) < 1e-9 * one) }
  }

  @Test func aPlaceOnTheScaleLeadsBackToItsValue() {
    #expect(StabilizingTransformation(of: [3, -1, 5]) == .identity)
    for sign in [1.0, -1] {
      let scale = StabilizingTransformation(of: [3 * sign, 0, 5 * sign])
      for value in [0, 1e-300, 27, 1e300] {
        #expect(abs(scale.inverse(scale.forward(sign * value)) - sign * value) <= 1e-15 * value)
      }
      #expect(abs(scale.forward(27 * sign) - 9 * sign) < 1e-14)
      #expect(scale.inverse(-9 * sign) == 0 && scale.admissible(-9 * sign) == 0)
    }
  }

  /// One value of the other sign long ago makes no unit of a panel's series smaller or larger.
  @Test func aPanelKnowsChangesOnBothScales() {
    let panel = (0..<50).map { number in Self.walk(200, stream: number).map { 1e3 + $0 } }
    let units = Self.units(panel.map { Self.scale($0) })
    let positive = [0.001] + panel[0].dropFirst(), mixed = [-0.001] + panel[0].dropFirst()
    let unit = units.units(of: mixed, path: [mixed[199]])[0]
    #expect(abs(Self.atLevel(units.units(of: positive, path: [mixed[199]])[0], mixed[199]) / unit - 1) < 0.02)
  }

  @Test func constantsAndPairsHaveNoUnit() {
    let units = Self.units([])
    for values in [[], [5], [5, 7], [4, 4, 4]] as [[Double]] {
      #expect(units.units(of: values, path: [5]).isEmpty)
    }
  }
}

extension ErrorUnits {
  fileprivate func units(of values: [Double], path: [Double]) -> [Double] {
    var units = [0.0]
    _ = measure(values, path: path, into: &units)
    return units
  }
}
