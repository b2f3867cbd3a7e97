import Testing

@testable import Assessment

/// The boundaries of the table of verdicts, section 8 of the method.
@Suite struct VerdictTests {
  @Test(arguments: [
    (1.0, Verdict.met), (0.95, .met), (0.95.nextDown, .likelyMet), (0.5, .likelyMet), (0.5.nextDown, .likelyMissed),
    (0.06, .likelyMissed), (0.05, .missed), (0.0, .missed),
  ])
  func complete(_ probability: Double, _ verdict: Verdict) {
    #expect(Verdict(probability: probability, isComplete: true) == verdict)
  }

  @Test(arguments: [
    (1.0, Verdict.onTrack), (0.8, .onTrack), (0.8.nextDown, .uncertain), (0.2, .uncertain), (0.2.nextDown, .offTrack),
    (0.0, .offTrack),
  ])
  func incomplete(_ probability: Double, _ verdict: Verdict) {
    #expect(Verdict(probability: probability, isComplete: false) == verdict)
  }

  @Test func wordsAreThoseOfTheContract() {
    #expect(Verdict.metByOrigin("TR").description == "met by TR's statistics")
    let all: [Verdict] = [.met, .likelyMet, .likelyMissed, .missed, .onTrack, .uncertain, .offTrack]
    #expect(
      all.map(\.description)
        == ["met", "likely met", "likely missed", "missed", "on track", "uncertain", "off track"])
    #expect(Verdict.notIdentified(.noLevel).description == "not identified")
  }
}
