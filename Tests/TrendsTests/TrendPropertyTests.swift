import Foundation
import Statistics
import Testing

@testable import Trends

/// Series of every awkward kind: no crash, no number that is not one, and errors that name the right years.
@Suite struct TrendPropertyTests {
  /// A kind of values and a kind of years, from a seed.
  static func observations(_ seed: UInt64) -> [YearlySeries.Observation] {
    var random = PhiloxGenerator(seed: seed, stream: 0)
    func below(_ count: UInt64) -> Int { Int(random.next() % count) }
    let count = 1 + below(seed % 7 == 0 ? 40 : 9)
    var year = [2000, -5, YearlySeries.yearLimit - 60 * count, -YearlySeries.yearLimit, 1790][below(5)]
    let stride = [1, 1, 1, 3, 10, 1 + below(50)][below(6)]
    let gap = below(4) == 0 ? below(UInt64(count)) : -1
    let scale = [1, 1, 5e9, 1e300, 1e-300, 1e-300 * 1e-10][below(6)]
    let kind = below(8)
    return (0..<count).map { k in
      defer { year += stride + (k == gap ? 1 + below(20) : 0) }
      let noise = random.normal()
      let value: Double =
        switch kind {
        case 0: 7
        case 1: exp(0.1 * noise + 0.05 * Double(k))
        case 2: pow(1.25, Double(k))
        case 3: Double(below(3))
        case 4: noise
        case 5: 3 + 2 * Double(k)
        case 6: exp(30 * noise)
        default: k % 2 == 0 ? 1 : 1 + 1e-13 * noise
        }
      return YearlySeries.Observation(year: year, value: min(value * scale, 1e308))
    }
  }

  @Test(arguments: 0..<600 as Range<UInt64>) func everyModelGivesNumbersOrSaysWhyNot(_ seed: UInt64) throws {
    let observations = Self.observations(seed)
    let series = try YearlySeries(observations)
    let notPositive = observations.filter { !($0.value > 0) }.map(\.year)
    for outcome in TrendComparison().outcomes(for: TrendEvidence(series: series)) {
      switch outcome.result {
      case .success(let fit):
        #expect(notPositive.isEmpty || !outcome.model.needsPositiveValues)
        check(fit, outcome.model, seed)
      case .failure(.notPositive(let years)):
        #expect(outcome.model.needsPositiveValues && years == notPositive, "\(seed) \(outcome.model)")
      case .failure(.tooShort(let count, let required)): #expect(count == series.count && required > count)
      case .failure(.gaps(let years)): #expect(!years.isEmpty && years.allSatisfy(series.years.contains))
      case .failure(.levelNotPositive(let year)): #expect(year >= series.last - 1)
      case .failure(.noDraws): #expect(outcome.model == .weighted)
      case .failure: break
      }
    }
  }

  private func check(_ fit: TrendFit, _ model: TrendModel, _ seed: UInt64) {
    let trend = fit.estimate
    let place: Comment = "\(seed) \(model)"
    #expect(trend.standardError ?? 0 >= 0, place)
    #expect((0...1).contains(trend.pValue ?? 0), place)
    #expect(trend.growth ?? 0 >= -1, place)
    // The bias that is adjusted for may be larger than an interval of three years.
    if model != .biasAdjusted, let growth = trend.growth {
      for interval in [trend.interval80, trend.interval95].compactMap({ $0 }) {
        let slack = 1e-12 * (1 + abs(growth))
        #expect(interval.lowerBound <= growth + slack && growth - slack <= interval.upperBound, place)
      }
    }
    if let inner = trend.interval80, let outer = trend.interval95 {
      #expect(outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound, place)
    }
    #expect(trend.growth != nil || !model.needsPositiveValues, place)
    #expect(!trend.assumptions.isEmpty, place)
    // Nothing is blank without a word.
    if trend.interval95 == nil { #expect(!trend.notes.isEmpty, place) }
    for point in fit.path { #expect(point.trend.isFinite && (point.mean ?? 0).isFinite, place) }
  }

  /// A unit, the order of rows and the calendar's beginning change nothing.
  @Test(arguments: 0..<100 as Range<UInt64>) func growthDoesNotDependOnTheUnit(_ seed: UInt64) throws {
    let observations = Self.observations(seed).filter { (1e-290...1e290).contains(abs($0.value)) || $0.value == 0 }
    guard !observations.isEmpty, observations.allSatisfy({ abs($0.year) < 1 << 50 }) else { return }
    let changed = observations.reversed().map {
      YearlySeries.Observation(year: $0.year + 1000, value: $0.value * 0x1p20)
    }
    let (one, other) = (TrendComparison().outcomes(observations), TrendComparison().outcomes(changed))
    for (one, other) in zip(one, other) {
      #expect((one.fit == nil) == (other.fit == nil), "\(seed) \(one.model)")
      #expect(one.fit?.estimate.growth == other.fit?.estimate.growth, "\(seed) \(one.model)")
      #expect(one.fit?.estimate.interval95 == other.fit?.estimate.interval95, "\(seed) \(one.model)")
    }
  }

  @Test(arguments: [7, 1e300, 1e-300, 5e9]) func constantSeriesDoNotGrow(_ value: Double) throws {
    let observations = (2001...2008).map { YearlySeries.Observation(year: $0, value: value) }
    for outcome in TrendComparison().outcomes(observations) {
      guard let growth = outcome.fit?.estimate.growth else { continue }
      #expect(growth == 0, "\(outcome.model)")
    }
  }

  @Test(arguments: [1.1, 0.5, 3]) func perfectGrowthIsFoundAndCalledPerfect(_ factor: Double) throws {
    let observations = (0..<8).map { YearlySeries.Observation(year: 2001 + $0, value: pow(factor, Double($0))) }
    for outcome in TrendComparison().outcomes(observations) {
      guard outcome.model.needsPositiveValues, let trend = outcome.fit?.estimate else { continue }
      #expect(abs(try #require(trend.growth) - (factor - 1)) < 1e-12 * factor, "\(outcome.model)")
      if [.logLinear, .autoregressive, .logQuadratic, .hodrickPrescott].contains(outcome.model) {
        #expect(trend.notes.contains(.perfectFit), "\(outcome.model)")
      }
    }
  }
}
