/// Digits of whole numbers as text.
enum DigitWriter {
  /// How many digits a number has.
  @inline(__always) static func length(of number: UInt64) -> Int {
    var (length, bound) = (1, 10 as UInt64)
    while length < 20, number >= bound { (length, bound) = (length + 1, bound &* 10) }
    return length
  }

  /// Writes the digits of a number in front of a place.
  ///
  /// Complexity: O(digits), two of them a step.
  @inline(__always) static func write(_ number: UInt64, endingAt end: UnsafeMutablePointer<UInt8>) {
    var (rest, place) = (number, end)
    while rest >= 10 {
      let tens = rest / 100
      let two = UInt16(truncatingIfNeeded: rest &- tens &* 100)
      // 103 / 2^10 is a tenth, near enough for two digits.
      let ten = (two &* 103) >> 10
      place -= 2
      place[0] = UInt8(truncatingIfNeeded: ten) &+ 0x30
      place[1] = UInt8(truncatingIfNeeded: two &- ten &* 10) &+ 0x30
      rest = tens
    }
    if rest > 0 || number == 0 { place[-1] = UInt8(truncatingIfNeeded: rest) &+ 0x30 }
  }
}
