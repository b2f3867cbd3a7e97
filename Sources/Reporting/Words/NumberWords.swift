import Foundation
import TradeSeries

/// Rounds numbers for people: `5.79 bn`, `4.2–6.9 bn`, `+12.3 %`.
///
/// Rounding is for reading only; files for machines hold the full double.
struct NumberWords {
  /// Sign of negative numbers.
  let minus: String
  /// What stands between a number and its unit or per cent sign.
  let gap: String

  /// ASCII minus and plain spaces, so that columns align everywhere.
  static let terminal = NumberWords(minus: "-", gap: " ")
  /// Typographic minus and no-break spaces.
  static let page = NumberWords(minus: "\u{2212}", gap: "\u{00A0}")

  /// A multiplier that quantities are written in.
  enum Scale: Double, CaseIterable {
    case trillion = 1e12
    case billion = 1e9
    case million = 1e6
    case thousand = 1e3
    case one = 1

    /// The largest multiplier that leaves at least 1 after rounding to three digits; thousands are written out.
    init(for value: Double) {
      self = Self.allCases.first { $0 != .thousand && value >= $0.rawValue * 0.9995 } ?? .one
    }

    /// The multiplier for the numbers on an axis that ends at a value: no tick has more than four digits.
    init(forAxisTo value: Double) {
      let scale = Scale(for: value)
      self = scale == .one && value >= 9999 ? .thousand : scale
    }

    var abbreviation: String {
      switch self {
      case .trillion: "tn"
      case .billion: "bn"
      case .million: "m"
      case .thousand, .one: ""
      }
    }

    var word: String {
      switch self {
      case .trillion: "trillion"
      case .billion: "billion"
      case .million: "million"
      case .thousand: "thousand"
      case .one: ""
      }
    }
  }

  /// A positive quantity to three significant digits.
  func quantity(_ value: Double) -> String {
    guard value < 1e18 else { return fixed(value, significant: 3) }
    let scale = Scale(for: value)
    return joined(fixed(value / scale.rawValue, significant: 3), scale)
  }

  /// A quantity to three significant digits without trailing zeros: `1.5 bn`.
  func brief(_ value: Double) -> String {
    let scale = Scale(for: value)
    var digits = fixed(value / scale.rawValue, significant: 3)
    while digits.contains("."), digits.last == "0" || digits.last == "." { digits.removeLast() }
    return joined(digits, scale)
  }

  /// Both ends in one unit where they are of one order: `4.2–6.9 bn`, else `45 m–1.2 bn`.
  ///
  /// As many decimals as the lower end needs for two digits and the width for one.
  func interval(_ range: ClosedRange<Double>) -> String {
    let scale = Scale(for: range.upperBound)
    let (low, high) = (range.lowerBound / scale.rawValue, range.upperBound / scale.rawValue)
    guard low >= 0.1 || scale == .one else {
      return quantity(range.lowerBound) + "–" + quantity(range.upperBound)
    }
    let decimals = min(max(Self.decimals(of: low, significant: 2), Self.decimals(of: high - low, significant: 1)), 4)
    let ends = [low, high].map { $0 < 1000 ? fixed($0, decimals: decimals) : fixed($0, significant: 3) }
    return joined(ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–"), scale)
  }

  /// A fraction as a change in per cent with its sign; from ten-fold on as a multiple.
  func growth(_ fraction: Double, decimals: Int = 1) -> String {
    guard fraction < 9.995 else { return "x" + fixed(1 + fraction, significant: 3) }
    let digits = fixed(abs(fraction) * 100, decimals: decimals)
    let isZero = !digits.contains { ("1"..."9").contains($0) }
    return (isZero ? "" : fraction < 0 ? minus : "+") + digits + gap + "%"
  }

  /// A probability in whole per cent; `<1 %` and `>99 %` near the ends, since nothing stated is certain.
  func probability(_ value: Double) -> String {
    if value < 0.005 { return "<1" + gap + "%" }
    if value >= 0.995 { return ">99" + gap + "%" }
    return fixed(value * 100, decimals: 0) + gap + "%"
  }

  /// A number with its sign, as a z-score.
  func signed(_ value: Double, decimals: Int) -> String {
    (value < 0 ? minus : "+") + fixed(abs(value), decimals: decimals)
  }

  /// A non-negative number with thousands grouped by commas.
  func fixed(_ value: Double, decimals: Int) -> String {
    let digits = String(format: "%.\(decimals)f", value)
    let whole = digits.prefix { $0 != "." }
    return Self.grouped(whole) + digits.dropFirst(whole.count)
  }

  /// Whole digits in groups of three.
  static func grouped(_ digits: some StringProtocol) -> String {
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return grouped
  }

  /// A non-negative number to so many significant digits; whole digits beyond them become zeros.
  ///
  /// Numbers that would be rows of zeros are written with a power of ten: `1.23e+20`.
  func fixed(_ value: Double, significant: Int) -> String {
    guard value == 0 || (1e-6..<1e15).contains(value) else { return String(format: "%.\(significant - 1)e", value) }
    let rounded = Double(String(format: "%.\(significant - 1)e", value)) ?? value
    return fixed(rounded, decimals: Self.decimals(of: rounded, significant: significant))
  }

  private func joined(_ digits: String, _ scale: Scale) -> String {
    scale == .one ? digits : digits + gap + scale.abbreviation
  }

  private static func decimals(of value: Double, significant: Int) -> Int {
    guard value > 0 else { return 0 }
    let rounded = Double(String(format: "%.\(significant - 1)e", value)) ?? value
    return min(max(significant - 1 - Int(log10(rounded).rounded(.down)), 0), 12)
  }
}
