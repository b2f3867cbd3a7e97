import Foundation
import SeededRandom
import TabularText
import Testing

/// `strtod` and `Double.description` are the judges.
@Suite struct DecimalPropertyTests {
  /// Halfway cases, the ends of the range, subnormals, many digits.
  static let hard = [
    "0", "-0", "1", "9007199254740993", "9007199254740992.99999999999999999999", "1e22", "1e23", "8.5e22",
    "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2.4703282292062327e-324",
    "2.4703282292062328e-324", "1e-400", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308",
    "1e309", "123456789012345678901234567890", "0.000000000000000000000000000001234", "3.0e0", ".5", "5.", "+7",
    "6.631236871469758276785396630275967e-4", "30078505129381147446200", "1777820000000000000001",
    "0.500000000000000166533453693773481063544750213623046875", "9214843084008499", "1e0000000000000000001",
  ]

  @Test(arguments: hard) func readsHardNumbers(_ text: String) throws {
    let value = try #require(read(text))
    #expect(value.bitPattern == strtod(text, nil).bitPattern)
  }

  @Test(arguments: ["", "-", ".", "e5", "1e", "1e+", "1 ", " 1", "0x1p3", "nan", "inf", "1.2.3", "1,5", "1e5x"])
  func refuses(_ text: String) {
    #expect(read(text) == nil)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func readsAsTheLibraryDoes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<30_000 {
      let number = Double(bitPattern: UInt64.random(in: 0 ... .max, using: &random))
      guard number.isFinite else { continue }
      let digits = String(UInt64.random(in: 0 ... .max, using: &random)).prefix(Int.random(in: 1...19, using: &random))
      for text in [
        number.description, String(format: "%.17g", number), String(format: "%.19e", number),
        "\(digits)e\(Int.random(in: -345...310, using: &random))", "\(digits.prefix(3)).\(digits)",
        String(format: "%.*f", Int.random(in: 0...9, using: &random), Double(digits.prefix(9)) ?? 0),
      ] {
        try #require(read(text)?.bitPattern == strtod(text, nil).bitPattern, "seed \(seed): \(text)")
      }
    }
  }

  @Test(arguments: 4...6 as ClosedRange<UInt64>) func writesAsTheStandardLibraryDoes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for round in 0..<60_000 {
      let bits = UInt64.random(in: 0 ... .max, using: &random)
      let number =
        switch round % 4 {
        case 0: Double(bitPattern: bits)
        case 1: Double(bits >> (bits % 64)) / [1, 10, 100, 1e4][Int(bits % 4)]
        case 2: Double(bits >> 11) * 0x1p-53 * exp(Double(Int(bits % 90) - 45))
        default: Double(sign: .plus, exponent: Int(bits % 2098) - 1074, significand: 1)
        }
      guard number.isFinite else { continue }
      var writer = RecordWriter()
      writer.append(number)
      let text = number.description
      let expected = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
      try #require(String(decoding: writer.bytes, as: UTF8.self) == expected, "seed \(seed)")
    }
  }

  /// Alone, and as a field of a longer text, where vectors may reach in front of it.
  private func read(_ text: String) -> Double? {
    let alone = Array(text.utf8).withUnsafeBytes { readDecimal($0) }
    for before in ["", "9,", "99999999999999999,", "1.5.7.9.1.3.5.7.,"] {
      let longer = Array((before + text + ",99").utf8)
      let field = before.utf8.count..<(before.utf8.count + text.utf8.count)
      let amongOthers = longer.withUnsafeBytes { readDecimal($0, in: field) }
      #expect(amongOthers?.bitPattern == alone?.bitPattern, "\(before)\(text)")
    }
    return alone
  }
}
