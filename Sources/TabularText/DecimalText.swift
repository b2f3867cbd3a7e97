/// Decimals as text: plain from 0.0001 to 2^53, else with a power of ten.
///
/// As `Double.description` has them, without `.0`.
enum DecimalText {
  /// Bytes that are written at most, counting those behind the end.
  static let room = 48

  /// Writes a decimal at a place; tells how many bytes it has.
  ///
  /// Complexity: O(1), some bytes behind the end are written too.
  @inline(__always) static func write(
    _ decimal: ShortestDecimal, isPlain: Bool, at place: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let digits = SeventeenDigits(decimal.digits)
    // The point stands behind so many digits.
    let point = digits.length + decimal.exponent
    guard isPlain, point >= -3 else { return writePower(digits, point, at: place) }
    if point <= 0 {
      let zeros = 2 - point
      store(0x3030_3030_3030_3030, at: place)
      place[1] = 0x2E
      digits.write(at: place + zeros)
      return zeros + digits.significant
    }
    if point < digits.significant {
      digits.write(at: place, pointBehind: point)
      return digits.significant + 1
    }
    digits.write(at: place)
    // A whole number up to 2^53 has all its digits.
    assert(point == digits.length, "\(decimal)")
    return point
  }

  /// `1.5e+16`.
  private static func writePower(_ digits: SeventeenDigits, _ point: Int, at place: UnsafeMutablePointer<UInt8>) -> Int
  {
    var end = place + digits.significant
    if digits.significant > 1 {
      digits.write(at: place, pointBehind: 1)
      end += 1
    } else {
      digits.write(at: place)
    }
    let power = abs(point - 1)
    end[0] = 0x65
    end[1] = point < 1 ? 0x2D : 0x2B
    let width = power > 99 ? 3 : 2
    end += 2 + width
    end[-width] = 0x30
    DigitWriter.write(UInt64(power), endingAt: end)
    return end - place
  }

  @inline(__always) private static func store(_ word: UInt64, at place: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(place).storeBytes(of: word, as: UInt64.self)
  }
}

/// The digits of a whole number above 0 and below 10^17, as text.
///
/// Eight of them at a time become bytes of one word by products: four, two and one in each part of it.
struct SeventeenDigits {
  /// The first of seventeen digits, 0 where there are fewer.
  private let first: UInt64
  /// The others as characters, the first in the lowest byte.
  private let others: UInt128
  /// Number of digits.
  let length: Int
  /// Number of digits without the zeros at the end.
  let significant: Int

  @inline(__always) init(_ number: UInt64) {
    let upper = number / 100_000_000
    first = upper / 100_000_000
    let digits =
      UInt128(Self.digits(number - upper * 100_000_000)) << 64 | UInt128(Self.digits(upper - first * 100_000_000))
    let zerosBefore = first != 0 ? 0 : digits.trailingZeroBitCount / 8
    length = first != 0 ? 17 : 16 - zerosBefore
    significant = length - min(digits.leadingZeroBitCount / 8, 16)
    others = (digits | 0x30303030_30303030_30303030_30303030) >> UInt128(8 * zerosBefore)
  }

  /// Writes the digits at a place, and up to seventeen bytes in all.
  @inline(__always) func write(at place: UnsafeMutablePointer<UInt8>) {
    place[0] = UInt8(truncatingIfNeeded: first) | 0x30
    UnsafeMutableRawPointer(place + (first != 0 ? 1 : 0)).storeBytes(of: others, as: UInt128.self)
  }

  /// Writes the digits at a place with a point behind so many of them, one at least, and up to eighteen bytes in all.
  @inline(__always) func write(at place: UnsafeMutablePointer<UInt8>, pointBehind count: Int) {
    let start = first != 0 ? 1 : 0
    place[0] = UInt8(truncatingIfNeeded: first) | 0x30
    let bits = UInt128(8 * (count - start))
    let below = (UInt128(1) << bits) &- 1
    let text = others & below | 0x2E << bits | (others & ~below) << 8
    UnsafeMutableRawPointer(place + start).storeBytes(of: text, as: UInt128.self)
    place[start + 16] = UInt8(truncatingIfNeeded: others >> 120)
  }

  /// The digits of a number below 10^8, the first in the lowest byte.
  @inline(__always) private static func digits(_ number: UInt64) -> UInt64 {
    let thousands = number / 10_000
    let fours = thousands | (number - thousands * 10_000) << 32
    let hundreds = ((fours &* 10_486) >> 20) & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours - hundreds * 100) << 16
    let tens = ((pairs &* 103) >> 10) & 0x000F_000F_000F_000F
    return tens | (pairs - tens * 10) << 8
  }
}
