import SeededRandom
import TabularText
import Testing

@Suite struct InvalidUTF8Tests {
  @Test(
    arguments: [
      ([0xFF], 0),
      ([0x61, 0x80], 1),
      ([0xC0, 0x80], 0),  // overlong
      ([0xC1, 0xBF], 0),
      ([0xE0, 0x9F, 0xBF], 0),  // overlong
      ([0xED, 0xA0, 0x80], 0),  // surrogate
      ([0xF0, 0x8F, 0xBF, 0xBF], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0),  // beyond U+10FFFF
      ([0xF5, 0x80, 0x80, 0x80], 0),
      ([0xC3], 0),
      ([0x61, 0xE2, 0x82], 1),
      ([0xE2, 0x82, 0x61], 0),
      ([0xF0, 0x9F, 0x98, 0x61], 0),
      ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0xE9, 0x2C], 9),  // Latin-1 é before a comma
    ] as [([UInt8], Int)])
  func locatesTheByte(_ bytes: [UInt8], _ offset: Int) {
    #expect(bytes.withUnsafeBytes { firstInvalidUTF8(in: $0) } == offset)
  }

  @Test func acceptsTheEndsOfEveryRange() {
    for scalar in [0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x3FFFF, 0x40000, 0x10FFFF] {
      let text = UnicodeScalar(UInt32(scalar)).map(String.init) ?? ""
      #expect([UInt8](text.utf8).withUnsafeBytes { firstInvalidUTF8(in: $0) } == nil)
    }
  }
}

/// The standard library's own check is the judge.
@Suite struct InvalidUTF8PropertyTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func agreesWithTheStandardLibrary(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<5000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let scalar = UnicodeScalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "é"
        bytes += Bool.random(using: &random) ? Array("ab".utf8) : Array(String(scalar).utf8)
      }
      if Bool.random(using: &random), let place = bytes.indices.randomElement(using: &random) {
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let offset = bytes.withUnsafeBytes { firstInvalidUTF8(in: $0) }
      try #require((offset == nil) == (String(validating: bytes, as: UTF8.self) != nil), "seed \(seed): \(bytes)")
      if let offset {
        try #require(String(validating: bytes[..<offset], as: UTF8.self) != nil, "seed \(seed): \(bytes)")
        let longer = bytes.prefix(offset + 4)
        try #require(String(validating: longer, as: UTF8.self) == nil, "seed \(seed): \(bytes)")
      }
    }
  }
}
