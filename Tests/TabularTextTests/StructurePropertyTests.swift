import CTabularText
import SeededRandom
import TabularText
import Testing

@Suite struct StructurePropertyTests {
  /// The vector forms find what the byte-by-byte form finds, at every length and offset.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func vectorsFindTheSame(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for length in 0..<400 {
      let text = (0..<length).map { _ in
        Bool.random(using: &random)
          ? [0x2C, 0x22, 0x0A, 0x0D][Int.random(in: 0..<4, using: &random)] : UInt8.random(in: 0...255, using: &random)
      }
      func places(_ find: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt32>?) -> Int) -> ArraySlice<UInt32> {
        var room = [UInt32](repeating: 0, count: length + 64)
        return room.prefix(find(text, length, &room))
      }
      let expected = places(tabular_structure_portable)
      try #require(places(tabular_structure) == expected, "seed \(seed), \(length) bytes")
      try #require(places(tabular_structure_avx2) == expected, "seed \(seed), \(length) bytes")
      try #require(tabular_line_feeds(text, length) == text.count { $0 == 0x0A })
    }
  }

  /// Records as a byte-by-byte reading of RFC 4180 has them; faults at the same record.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func recordsAreThoseOfAPlainReading(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = ["a", "é", "\"", "\"\"", ",", ",\"", "\",", "\n", "\r\n", "\r", "xyz", "1.5"]
    for round in 0..<3_000 {
      var text = ""
      // Now and then longer than the scanner's window.
      for _ in 0..<(round % 500 == 0 ? 20_000 : Int.random(in: 0...40, using: &random)) {
        let choice = round % 2 == 0 ? [0, 1, 4, 7, 8, 10, 11] : Array(pieces.indices)
        text += pieces[choice[Int.random(in: 0..<choice.count, using: &random)]]
      }
      let expected = plainReading(Array(text.utf8))
      let found = try? records(text)
      try #require(found == expected, "seed \(seed): \(text.debugDescription.prefix(300))")
    }
  }
}

/// RFC 4180 one byte at a time; `nil` where a rule is broken.
private func plainReading(_ bytes: [UInt8]) -> [[String]]? {
  var (records, fields, field): ([[String]], [String], [UInt8]) = ([], [], [])
  var place = 0
  func text() -> String { String(decoding: field, as: UTF8.self) }
  while place < bytes.count {
    field = []
    if bytes[place] == 0x22 {
      place += 1
      while true {
        guard place < bytes.count else { return nil }
        if bytes[place] == 0x22 {
          place += 1
          guard place < bytes.count, bytes[place] == 0x22 else { break }
        }
        field.append(bytes[place])
        place += 1
      }
    } else {
      while place < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[place]) {
        if bytes[place] == 0x22 { return nil }
        field.append(bytes[place])
        place += 1
      }
    }
    fields.append(text())
    if place == bytes.count {
      records.append(fields)
      return records
    }
    switch bytes[place] {
    case 0x2C:
      place += 1
      if place < bytes.count { continue }
      records.append(fields + [""])
      return records
    case 0x0A: place += 1
    case 0x0D:
      guard place + 1 < bytes.count, bytes[place + 1] == 0x0A else { return nil }
      place += 2
    default: return nil
    }
    records.append(fields)
    fields = []
  }
  return records
}
