/// Philox4x32-10, a counter-based random generator, with the draws that simulation needs.
///
/// The output is a pure function of (seed, stream, position): streams of one seed are independent, so work can be
/// divided in any way and give the same numbers. Every draw is made of IEEE additions, multiplications, divisions and
/// square roots only; no result depends on the mathematical library of the machine.
///
/// Source: Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
@frozen public struct PhiloxGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline let key: SIMD2<UInt32>
  @usableFromInline let stream: UInt64
  @usableFromInline var blockIndex: UInt64 = 0
  @usableFromInline var pendingWord: UInt64 = 0
  @usableFromInline var hasPendingWord = false
  @usableFromInline var pendingNormal = 0.0
  @usableFromInline var hasPendingNormal = false

  /// The generator at the start of one stream of a seed.
  @inlinable public init(seed: UInt64, stream: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.stream = stream
  }

  /// The four words of one block, as the authors define it: ten rounds of two 32-bit multiplications.
  @inlinable public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (a, b, c, d) = (counter[0], counter[1], counter[2], counter[3])
    var (k, l) = (key[0], key[1])
    for _ in 0..<10 {
      let p = UInt64(a) &* 0xD251_1F53
      let q = UInt64(c) &* 0xCD9E_8D57
      a = UInt32(truncatingIfNeeded: q >> 32) ^ b ^ k
      b = UInt32(truncatingIfNeeded: q)
      c = UInt32(truncatingIfNeeded: p >> 32) ^ d ^ l
      d = UInt32(truncatingIfNeeded: p)
      k &+= 0x9E37_79B9
      l &+= 0xBB67_AE85
    }
    return SIMD4(a, b, c, d)
  }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 {
    if hasPendingWord {
      hasPendingWord = false
      return pendingWord
    }
    let counter = SIMD4(
      UInt32(truncatingIfNeeded: blockIndex), UInt32(truncatingIfNeeded: blockIndex >> 32),
      UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
    blockIndex &+= 1
    let words = Self.block(counter: counter, key: key)
    pendingWord = UInt64(words[2]) | UInt64(words[3]) << 32
    hasPendingWord = true
    return UInt64(words[0]) | UInt64(words[1]) << 32
  }

  /// A uniform number of the open interval (0, 1): odd multiples of 2⁻⁵³, so neither end can come.
  @inlinable public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, by the polar method of Marsaglia & Bray (1964), which makes two at a time.
  @inlinable public mutating func normal() -> Double {
    if hasPendingNormal {
      hasPendingNormal = false
      return pendingNormal
    }
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      guard s < 1 && s > 0 else { continue }
      let scale = (-2 * portableLog(s) / s).squareRoot()
      pendingNormal = v * scale
      hasPendingNormal = true
      return u * scale
    }
  }

  /// An exponential number of mean 1, by inversion.
  @inlinable public mutating func exponential() -> Double {
    -portableLog(uniform())
  }
}

/// Natural logarithm of a positive normal number, the same to the last bit on every machine.
///
/// x = 2ᵏ·m with √½ ≤ m < √2, and log m = 2·artanh(s), s = (m − 1)/(m + 1), by eleven terms of its series; |s| < 0.172
/// puts the rest below 2⁻⁵⁶. Within 2 units in the last place of the result.
@inlinable func portableLog(_ x: Double) -> Double {
  let bits = x.bitPattern
  // Moves the split between exponents from 1 to √½, by the high word of the pattern.
  let shifted = bits &- 0x3FE6_A09E_0000_0000
  let exponent = Int64(bitPattern: shifted) >> 52
  let m = Double(bitPattern: (shifted & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_0000_0000)
  let f = m - 1
  let s = f / (2 + f)
  let z = s * s
  let z2 = z * z
  let z4 = z2 * z2
  let low = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9))
  let middle = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17))
  let high = (1.0 / 19 + z * (1.0 / 21)) + z2 * (1.0 / 23)
  let series = z * (low + z4 * (middle + z4 * high))
  let logM = 2 * s + 2 * s * series
  // log 2 in two parts: the first has trailing zeros, so its product with the exponent is exact.
  return Double(exponent) * 0x1.62E42FEE00000p-1 + (Double(exponent) * 0x1.A39EF35793C76p-33 + logM)
}
