/// The shortest decimal that reads back as a finite double above 0, and among those the nearest to it.
///
/// Reference: R. Giulietti, "The Schubfach way to render doubles", 2020; the names are the paper's where short.
struct ShortestDecimal {
  /// Its digits, at most seventeen; they may end in zeros.
  let digits: UInt64
  /// The number is digits * 10^exponent.
  let exponent: Int

  /// Complexity: O(1), three 64 x 128-bit products.
  init(_ number: Double, powers: PowersOfTen) {
    let bits = number.bitPattern
    let fraction = bits & (1 << 52 - 1)
    let biased = Int(bits >> 52 & 0x7FF)
    let c = biased == 0 ? fraction : fraction | 1 << 52
    let q = (biased == 0 ? 1 : biased) - 1075
    if q <= 0, q > -53, c & (1 << UInt64(-q) - 1) == 0 {
      (digits, exponent) = (c >> UInt64(-q), 0)
    } else {
      (digits, exponent) = Self.shortest(c, q, isPowerOfTwo: fraction == 0 && biased > 1, powers)
    }
  }

  private static func shortest(
    _ c: UInt64, _ q: Int, isPowerOfTwo: Bool, _ powers: PowersOfTen
  ) -> (digits: UInt64, exponent: Int) {
    let isOdd = c & 1
    // 1262611 / 2^22 is log10(2), 524031 / 2^22 is log10(4/3).
    let k = (q * 1_262_611 - (isPowerOfTwo ? 524_031 : 0)) >> 22
    // 1741647 / 2^19 is log2(10).
    let h = UInt64(q + ((-k * 1_741_647) >> 19) + 1)
    let power = powers.forPrinting(-k)
    let below = roundToOdd(power, (4 * c - (isPowerOfTwo ? 1 : 2)) << h)
    let value = roundToOdd(power, (4 * c) << h)
    let above = roundToOdd(power, (4 * c + 2) << h)
    let (lower, upper) = (below + isOdd, above - isOdd)
    let s = value / 4
    let tens = s / 10
    let (hasLowTen, hasHighTen) = (lower <= 40 * tens, 40 * tens + 40 <= upper)
    let (hasLow, hasHigh) = (lower <= 4 * s, 4 * s + 4 <= upper)
    let middle = 4 * s + 2
    let isNearerAbove = value > middle || (value == middle && s & 1 == 1)
    // Which of the two it is changes from number to number, so both are made.
    let shorter = tens + (hasHighTen ? 1 : 0)
    let longer = s + ((hasLow != hasHigh ? hasHigh : isNearerAbove) ? 1 : 0)
    let isShorter = s >= 10 && hasLowTen != hasHighTen
    return (isShorter ? shorter : longer, isShorter ? k + 1 : k)
  }

  @inline(__always) private static func roundToOdd(_ power: PowersOfTen.Mantissa, _ c: UInt64) -> UInt64 {
    let low = power.low.multipliedFullWidth(by: c)
    let high = power.high.multipliedFullWidth(by: c)
    let (middle, carries) = high.low.addingReportingOverflow(low.high)
    return (high.high + (carries ? 1 : 0)) | (middle > 1 ? 1 : 0)
  }
}
