/// A 64-bit digest of values in order: the same on every machine and in every run, unlike `Hasher`.
///
/// Source: the finaliser of SplitMix64 (Steele, Lea & Flood 2014) between values.
struct StructureHash {
  private(set) var value: UInt64

  init(_ start: UInt64 = 0) { value = Self.mixed(start) }

  mutating func add(_ next: UInt64) { value = Self.mixed(value ^ Self.mixed(next)) }

  mutating func add(_ next: Int) { add(UInt64(bitPattern: Int64(next))) }

  mutating func add(_ next: Double) { add(next.bitPattern) }

  /// Adds a bound that may be missing.
  mutating func add(_ next: Double?) {
    add(next == nil ? 0 : 1)
    if let next { add(next) }
  }

  mutating func add(_ next: String) {
    add(next.utf8.count)
    for byte in next.utf8 { add(UInt64(byte)) }
  }

  private static func mixed(_ input: UInt64) -> UInt64 {
    var bits = input &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
