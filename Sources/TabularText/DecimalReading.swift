import CTabularText
import Foundation

/// Reads a decimal number, correctly rounded: the double nearest to what is written, ties to even.
///
/// An optional sign, digits with at most one point among them and at least one digit, an optional exponent; nothing
/// else, so no blanks, no hexadecimal, no `nan`, no `inf`. `nil` for another text. What is too large for a double
/// reads as infinity.
///
/// Nineteen digits are read into an integer, which one or two 64-bit products turn into the double; where these do
/// not settle the last bit, or there are more digits, the C library's exact `strtod` does. Complexity: O(bytes).
/// Reference: D. Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51 (2021).
public func readDecimal(_ bytes: UnsafeRawBufferPointer) -> Double? { readDecimal(bytes, in: 0..<bytes.count) }

/// Reads the decimal number of a field, see ``readDecimal(_:)``.
///
/// Up to sixteen digits with a point among them are read in one go, where as many bytes of the buffer end with the field.
public func readDecimal(_ bytes: UnsafeRawBufferPointer, in field: Range<Int>) -> Double? {
  var place = field.lowerBound
  let end = field.upperBound
  guard place < end, let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return nil }
  let isNegative = bytes[place] == 0x2D
  if isNegative || bytes[place] == 0x2B { place += 1 }
  let plain = tabular_digits(base + place, place, end - place)
  if plain.decimals >= 0, let magnitude = nearest(plain.digits, -Int(plain.decimals)) {
    return isNegative ? -magnitude : magnitude
  }
  var (mantissa, digits, significant, exponent): (UInt64, Int, Int, Int) = (0, 0, 0, 0)
  var hasPoint = false
  while place < end {
    let digit = bytes[place] &- 0x30
    if digit < 10 {
      digits += 1
      if significant < 19 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if mantissa != 0 { significant += 1 }
        if hasPoint { exponent -= 1 }
      } else {
        significant += 1
        if !hasPoint { exponent += 1 }
      }
    } else if bytes[place] == 0x2E, !hasPoint {
      hasPoint = true
    } else {
      break
    }
    place += 1
  }
  guard digits > 0 else { return nil }
  if place < end {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[..<end])
    guard bytes[place] | 0x20 == 0x65, let written = readExponent(rest, from: place + 1) else { return nil }
    exponent += written
  }
  guard significant <= 19, let magnitude = nearest(mantissa, exponent) else {
    return readExactly(UnsafeRawBufferPointer(rebasing: bytes[field]))
  }
  return isNegative ? -magnitude : magnitude
}

/// The exponent behind its letter, bounded so that no sum overflows.
private func readExponent(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
  var place = start
  guard place < bytes.count else { return nil }
  let isNegative = bytes[place] == 0x2D
  if isNegative || bytes[place] == 0x2B { place += 1 }
  guard place < bytes.count else { return nil }
  var value = 0
  while place < bytes.count {
    let digit = bytes[place] &- 0x30
    guard digit < 10 else { return nil }
    value = min(value * 10 + Int(digit), 1 << 40)
    place += 1
  }
  return isNegative ? -value : value
}

private let exactPowers: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

/// The double nearest to mantissa * 10^exponent; `nil` where the products do not settle it.
private func nearest(_ mantissa: UInt64, _ exponent: Int) -> Double? {
  guard mantissa != 0, exponent >= PowersOfTen.smallest else { return 0 }
  guard exponent <= 308 else { return .infinity }
  // Both exact: one rounding.
  if mantissa <= 1 << 53, abs(exponent) <= 22 {
    return exponent < 0
      ? Double(mantissa) / exactPowers[-exponent] : Double(mantissa) * exactPowers[exponent]
  }
  let power = PowersOfTen.shared.forReading(exponent)
  let leading = mantissa.leadingZeroBitCount
  let shifted = mantissa << UInt64(leading)
  var (high, low) = shifted.multipliedFullWidth(by: power.high)
  if high & 0x1FF == 0x1FF {
    let more = shifted.multipliedFullWidth(by: power.low)
    let (sum, carries) = low.addingReportingOverflow(more.high)
    low = sum
    if carries { high += 1 }
  }
  if low == .max, !(-27...55).contains(exponent) { return nil }
  let upper = high >> 63
  var bits = high >> (upper + 9)
  // 217706 / 2^16 is log2(10).
  var binary = ((217_706 * exponent) >> 16) + 1024 + 63 - leading - (upper == 0 ? 1 : 0)
  if binary <= 0 { return nil }  // Subnormal: left to the exact form.
  if low <= 1, bits & 3 == 1, (-4...23).contains(exponent), bits << (upper + 9) == high { bits &= ~1 }
  bits = (bits + (bits & 1)) >> 1
  if bits == 1 << 53 { (bits, binary) = (1 << 52, binary + 1) }
  guard binary < 2047 else { return .infinity }
  return Double(bitPattern: UInt64(binary) << 52 | bits & (1 << 52 - 1))
}

/// The double nearest to digits / 10^decimals.
func readDecimal(digits: UInt64, decimals: Int) -> Double {
  nearest(digits, -decimals) ?? Array("\(digits)e-\(decimals)".utf8).withUnsafeBytes { readExactly($0) }
}

/// By the C library, which is exact for any number of digits; the text is known to be a number.
private func readExactly(_ bytes: UnsafeRawBufferPointer) -> Double {
  let text = [CChar](unsafeUninitializedCapacity: bytes.count + 1) { room, count in
    UnsafeMutableRawBufferPointer(room).copyMemory(from: bytes)
    room[bytes.count] = 0
    count = bytes.count + 1
  }
  return strtod(text, nil)
}
