import TabularText

/// All records of a text, as text.
///
/// - Throws: the first fault.
func records(_ text: String) throws(TabularTextError) -> [[String]] { try records([UInt8](text.utf8)) }

func records(_ bytes: [UInt8]) throws(TabularTextError) -> [[String]] {
  var records: [[String]] = []
  var fault: TabularTextError?
  bytes.withUnsafeBytes { buffer in
    var scanner = RecordScanner()
    var fields: [RecordScanner.Field] = []
    do throws(TabularTextError) {
      while try scanner.next(in: buffer, into: &fields) { records.append(fields.map(buffer.text(of:))) }
    } catch { fault = error }
  }
  if let fault { throw fault }
  return records
}

/// A seeded generator, so that a failing run can be repeated.
///
/// Reference: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
