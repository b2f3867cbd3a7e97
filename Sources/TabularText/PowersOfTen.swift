/// Powers of ten as 128-bit mantissas in [2^127, 2^128), computed once by exact integer arithmetic.
///
/// Reading a number wants them cut off below, printing one wants them rounded up: both are here.
///
/// The table lives as long as the process and is reached by pointers: an array would count references for every number.
struct PowersOfTen: @unchecked Sendable {
  /// A 128-bit number.
  struct Mantissa: Sendable {
    let high: UInt64
    let low: UInt64
  }

  static let smallest = -342
  static let largest = 325
  static let shared = PowersOfTen()

  private let cutOff: UnsafePointer<Mantissa>
  private let roundedUp: UnsafePointer<Mantissa>

  /// 10^exponent over a power of two, cut off to 128 bits; rounded up for -27...-1, as Lemire's proof has it.
  @inline(__always) func forReading(_ exponent: Int) -> Mantissa {
    (-27..<0).contains(exponent) ? roundedUp[exponent - Self.smallest] : cutOff[exponent - Self.smallest]
  }

  /// 10^exponent over a power of two, rounded up to 128 bits.
  @inline(__always) func forPrinting(_ exponent: Int) -> Mantissa { roundedUp[exponent - Self.smallest] }

  private init() {
    var (cutOff, roundedUp): ([Mantissa], [Mantissa]) = ([], [])
    // Downwards: floor(floor(x / 5) / 5) is floor(x / 25), so that one long number divided again and again is exact.
    var limbs = [UInt32](repeating: 0, count: 40)
    limbs[39] = 0x8000_0000
    for _ in 1 ... -Self.smallest {
      var rest: UInt64 = 0
      for place in limbs.indices.reversed() {
        let value = rest << 32 | UInt64(limbs[place])
        limbs[place] = UInt32(value / 5)
        rest = value % 5
      }
      let (mantissa, _) = Self.leading(limbs)
      cutOff.append(mantissa)
      roundedUp.append(mantissa.next)
    }
    cutOff.reverse()
    roundedUp.reverse()
    limbs = [UInt32](repeating: 0, count: 40)
    limbs[0] = 1
    for _ in 0...Self.largest {
      let (mantissa, isExact) = Self.leading(limbs)
      cutOff.append(mantissa)
      roundedUp.append(isExact ? mantissa : mantissa.next)
      var carry: UInt64 = 0
      for place in limbs.indices {
        let value = UInt64(limbs[place]) * 5 + carry
        limbs[place] = UInt32(truncatingIfNeeded: value)
        carry = value >> 32
      }
    }
    (self.cutOff, self.roundedUp) = (Self.kept(cutOff), Self.kept(roundedUp))
  }

  private static func kept(_ mantissas: [Mantissa]) -> UnsafePointer<Mantissa> {
    let room = UnsafeMutablePointer<Mantissa>.allocate(capacity: mantissas.count)
    room.initialize(from: mantissas, count: mantissas.count)
    return UnsafePointer(room)
  }

  /// The leading 128 bits of a long number, and whether they are all of it.
  private static func leading(_ limbs: [UInt32]) -> (Mantissa, isExact: Bool) {
    let top = limbs.lastIndex { $0 != 0 } ?? 0
    func limb(_ place: Int) -> UInt64 { place >= 0 ? UInt64(limbs[place]) : 0 }
    let shift = UInt64(limbs[top].leadingZeroBitCount)
    func word(_ place: Int) -> UInt64 {  // 64 bits from `place` downwards, after the shift
      let (a, b, c) = (limb(place), limb(place - 1), limb(place - 2))
      return shift == 0 ? a << 32 | b : (a << 32 | b) << shift | c >> (32 - shift)
    }
    let below = top >= 4 ? limb(top - 4) << shift & 0xFFFF_FFFF : 0
    let isExact = below == 0 && (top < 5 || limbs[..<(top - 4)].allSatisfy { $0 == 0 })
    return (Mantissa(high: word(top), low: word(top - 2)), isExact)
  }
}

extension PowersOfTen.Mantissa {
  /// The next larger number.
  fileprivate var next: PowersOfTen.Mantissa {
    PowersOfTen.Mantissa(high: low == .max ? high + 1 : high, low: low &+ 1)
  }
}
