import Statistics
import Testing

@Suite struct PhiloxGeneratorReferenceTests {
  /// The known answers that the authors publish with Random123 (`kat_vectors`, philox4x32, 10 rounds).
  @Test func blocksAgreeWithTheKnownAnswers() {
    let zero = PhiloxGenerator.block(counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0))
    #expect(zero == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = PhiloxGenerator.block(counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
    #expect(ones == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = PhiloxGenerator.block(
      counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
    #expect(pi == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func wordsFollowTheBlocksOfTheStream() {
    var generator = PhiloxGenerator(seed: 0x299f_31d0_a409_3822, stream: 7)
    for index in 0..<3 as Range<UInt32> {
      let block = PhiloxGenerator.block(counter: SIMD4(index, 0, 7, 0), key: SIMD2(0xa409_3822, 0x299f_31d0))
      #expect(generator.next() == UInt64(block[0]) | UInt64(block[1]) << 32)
      #expect(generator.next() == UInt64(block[2]) | UInt64(block[3]) << 32)
    }
  }
}
