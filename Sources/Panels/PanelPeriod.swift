/// A period of a panel: a whole number (a year, for instance), half-year, quarter or month.
///
/// Periods of one frequency are ordered and counted by ``index``: consecutive periods differ by 1.
public struct PanelPeriod: Hashable, Sendable, BitwiseCopyable, CustomStringConvertible {
  /// Index and frequency in four bytes: a shuffled panel keeps one of these for every row.
  let code: Int32

  init(code: Int32) { self.code = code }

  private init(index: Int, perYear: Int32) { code = Int32(index) * 4 + perYear }

  /// The whole number itself, or halves, quarters or months since the year 0.
  public var index: Int { Int(code >> 2) }

  /// Periods of a year: 1 (whole numbers too), 2, 4 or 12.
  public var periodsPerYear: Int { [1, 2, 4, 12][Int(code & 3)] }

  /// Reads `2019`, `-3`, `2019-S1`, `2019-Q3`, `2019Q3` or `2019-07`; whole numbers have at most eight digits.
  ///
  /// `nil` for another text.
  init?(parsing text: UnsafeRawBufferPointer) {
    let isNegative = text.first == 0x2D
    var place = isNegative ? 1 : 0
    let start = place
    var number = 0
    while place < text.count, place - start <= 8, text[place] &- 0x30 < 10 {
      number = number * 10 + Int(text[place] &- 0x30)
      place += 1
    }
    let digits = place - start
    guard (1...8).contains(digits) else { return nil }
    if place == text.count {
      self.init(index: isNegative ? -number : number, perYear: 0)
      return
    }
    guard digits == 4, !isNegative else { return nil }
    let rest = text[(place + (text[place] == 0x2D ? 1 : 0))...]
    guard rest.count == 2, let letter = rest.first, let last = rest.last, last &- 0x30 < 10 else { return nil }
    let unit = Int(last) - 0x30
    switch letter {
    case UInt8(ascii: "S") where (1...2).contains(unit): self.init(index: number * 2 + unit - 1, perYear: 1)
    case UInt8(ascii: "Q") where (1...4).contains(unit): self.init(index: number * 4 + unit - 1, perYear: 2)
    case 0x30...0x31 where text[place] == 0x2D:
      let month = (Int(letter) - 0x30) * 10 + unit
      guard (1...12).contains(month) else { return nil }
      self.init(index: number * 12 + month - 1, perYear: 3)
    default: return nil
    }
  }

  /// The period a number of periods later.
  public func advanced(by count: Int) -> PanelPeriod { PanelPeriod(code: code + Int32(count) * 4) }

  /// As the ledger writes it: `2019`, `2019-S1`, `2019-Q3`, `2019-07`.
  public var description: String {
    let perYear = periodsPerYear
    guard perYear > 1 else { return "\(index)" }
    let (year, unit) = (index / perYear, index % perYear + 1)
    let digits = String(year)
    // A forecast may lie behind the year 9999.
    let front = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch perYear {
    case 2: return "\(front)-S\(unit)"
    case 4: return "\(front)-Q\(unit)"
    default: return "\(front)-\(unit < 10 ? "0" : "")\(unit)"
    }
  }
}
