/// Offset of the first sequence of bytes that is not UTF-8, or `nil` when there is none.
///
/// A sequence is refused at its first byte: the `é` of a Latin-1 text, and not the letter behind it. Cut short, too
/// long for its value, a surrogate and beyond U+10FFFF are all refused. Complexity: O(bytes), eight at a time while
/// they are ASCII. Reference: The Unicode Standard, table 3-7.
public func firstInvalidUTF8(in bytes: UnsafeRawBufferPointer) -> Int? {
  var position = 0
  while position < bytes.count {
    if position + 8 <= bytes.count,
      bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      position += 8
      continue
    }
    let lead = bytes[position]
    if lead < 0x80 {
      position += 1
      continue
    }
    guard let (length, second) = continuation(of: lead) else { return position }
    guard position + length <= bytes.count else { return position }
    guard second.contains(bytes[position + 1]) else { return position }
    for next in (position + 1)..<(position + length) where bytes[next] & 0xC0 != 0x80 { return position }
    position += length
  }
  return nil
}

/// Length of the sequence that a byte begins and the range of its second byte; `nil` when it begins none.
private func continuation(of lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
  switch lead {
  case 0xC2...0xDF: (2, 0x80...0xBF)
  case 0xE0: (3, 0xA0...0xBF)
  case 0xED: (3, 0x80...0x9F)
  case 0xE1...0xEF: (3, 0x80...0xBF)
  case 0xF0: (4, 0x90...0xBF)
  case 0xF1...0xF3: (4, 0x80...0xBF)
  case 0xF4: (4, 0x80...0x8F)
  default: nil
  }
}
