import Testing

@testable import Assessment

/// Cases worked out by hand, and the ends of every band.
@Suite struct TargetPathMeasureTests {
  private func measure(
    _ base: (Int, Double), _ last: (Int, Double), goal: Double, by deadline: Int, isCeiling: Bool = false
  ) throws(TargetPathExclusion) -> TargetPathMeasure {
    try TargetPathMeasure(
      from: .init(year: base.0, value: base.1), to: .init(year: last.0, value: last.1), goal: goal, deadline: deadline,
      isCeiling: isCeiling)
  }

  @Test(arguments: [
    (1.0, TargetPathStatus.substantial), (0.95, .substantial), (0.95.nextDown, .moderate), (0.6, .moderate),
    (0.6.nextDown, .limited), (0.0, .limited), (0.0.nextDown, .deterioration), (-3, .deterioration),
  ])
  func bands(_ ratio: Double, _ status: TargetPathStatus) { #expect(TargetPathStatus(ratio: ratio) == status) }

  /// The two lines do not quite meet at 0.6: the published constants have four decimals.
  @Test(arguments: [
    (0.6, 0.00004), (0.6.nextDown, 0.00002), (0.95, 2.500055), (1, 2.8572), (1.2999, 4.99935571), (1.3, 5), (99, 5),
    (0, -2.5), (-0.59, -4.958353), (-0.6, -5), (-99, -5),
  ])
  func scores(_ ratio: Double, _ score: Double) {
    #expect(abs(TargetPathMeasure.score(of: ratio) - score) < 4e-15)
  }

  /// 100 → 121 in two years is +10 % a year; 100 → 172.8 in three is +20 %: half of what is required.
  @Test func halfOfTheRequiredGrowth() throws {
    let half = try measure((2020, 100), (2022, 121), goal: 172.8, by: 2023)
    #expect(abs(half.observedGrowth - 0.1) < 1e-15)
    #expect(abs(half.requiredGrowth - 0.2) < 1e-15)
    #expect(abs(try #require(half.ratio) - 0.5) < 1e-14)
    #expect(abs(try #require(half.score) + 0.41665) < 1e-13)
    #expect(half.status == .limited)
  }

  /// A fall of 10 % a year where one of 20 % is asked is the same half; a rise of 10 % is −0.5.
  @Test func aCeilingIsReachedByFalling() throws {
    let falling = try measure((2020, 100), (2022, 81), goal: 51.2, by: 2023, isCeiling: true)
    #expect(abs(try #require(falling.ratio) - 0.5) < 1e-14)
    #expect(falling.status == .limited)
    let rising = try measure((2020, 100), (2022, 121), goal: 51.2, by: 2023, isCeiling: true)
    #expect(abs(try #require(rising.ratio) + 0.5) < 1e-14)
    #expect(rising.status == .deterioration)
    #expect(abs(try #require(rising.score) + 4.58335) < 1e-13)
  }

  @Test func aGoalThatIsMetIsAchievedWhateverTheGrowth() throws {
    #expect(try measure((2020, 100), (2022, 120), goal: 120, by: 2025).status == .achieved)
    #expect(try measure((2020, 100), (2022, 120.0.nextDown), goal: 120, by: 2025).status == .substantial)
    let fallen = try measure((2020, 200), (2022, 160), goal: 150, by: 2025)
    #expect(fallen.status == .achieved)
    #expect(try #require(fallen.ratio) < 0)
    #expect(try measure((2020, 100), (2022, 120), goal: 120, by: 2025, isCeiling: true).status == .achieved)
    #expect(
      try measure((2020, 100), (2022, 120.0.nextUp), goal: 120, by: 2025, isCeiling: true).status == .deterioration)
  }

  /// No growth is required, so that no ratio exists; only staying at the goal or beyond meets it.
  @Test func aBaseOnTheGoalHasNoRatio() throws {
    let (risen, fallen) = (
      try measure((2020, 100), (2022, 101), goal: 100, by: 2025),
      try measure((2020, 100), (2022, 99), goal: 100, by: 2025)
    )
    #expect(risen.ratio == nil && risen.score == nil && risen.status == .achieved)
    #expect(fallen.ratio == nil && fallen.score == nil && fallen.status == .deterioration)
    #expect(try measure((2020, 100), (2022, 100), goal: 100, by: 2025).ratio == nil)
  }

  @Test func twoYearsBeforeTheDeadlineAreNeeded() {
    #expect(throws: TargetPathExclusion.tooFewYears) { try measure((2022, 100), (2022, 100), goal: 120, by: 2025) }
    #expect(throws: TargetPathExclusion.baseNotBeforeDeadline) {
      try measure((2022, 100), (2023, 110), goal: 120, by: 2022)
    }
    #expect(throws: TargetPathExclusion.growthOutOfRange) {
      try measure((2022, 1e-200), (2023, 1e200), goal: 120, by: 2025)
    }
  }

  @Test func eurostatHasItsOwnWords() {
    #expect(
      TargetPathStatus.allCases.map(\.eurostatWords)
        == [nil, "significant progress", "moderate progress", "insufficient progress", "movement away"])
  }
}
