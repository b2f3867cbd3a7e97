/// A positive decimal number as it was written: its digits and the word for its multiplier.
///
/// The digits are kept, since their last one tells the precision: `5.8 billion` is known to ±0.05 billion.
public struct StatedNumber: Hashable, Sendable, CustomStringConvertible {
  /// The word behind the digits.
  public enum Multiplier: String, CaseIterable, Sendable {
    case thousand
    case million
    case billion
    case trillion

    /// Power of ten, 3...12.
    public var exponent: Int {
      switch self {
      case .thousand: 3
      case .million: 6
      case .billion: 9
      case .trillion: 12
      }
    }
  }

  /// ASCII digits with at most one inner point, such as `5.80`.
  public let digits: String
  /// The word, `nil` when none.
  public let multiplier: Multiplier?
  /// The number, correctly rounded.
  public let value: Double
  /// Half a unit of the last digit, in the same unit as ``value``.
  public let halfUnit: Double

  /// A number of digits and a multiplier.
  ///
  /// Commas that group thousands (`10,000`) are read and dropped.
  ///
  /// - Throws: `.unreadableNumber` for anything but digits with one inner point, `.notPositive` for zero.
  public init(digits text: some StringProtocol, multiplier: Multiplier? = nil) throws(StatedFigureError) {
    let digits = try Self.ungrouped(text)
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      throw .unreadableNumber(String(text))
    }
    let exponent = multiplier?.exponent ?? 0
    let decimals = parts.count == 2 ? parts[1].utf8.count : 0
    guard let value = Double("\(digits)e\(exponent)"), let halfUnit = Double("5e\(exponent - decimals - 1)"),
      value.isFinite
    else { throw .unreadableNumber(String(text)) }
    guard value > 0 else { throw .notPositive(String(text)) }
    (self.digits, self.multiplier, self.value, self.halfUnit) = (digits, multiplier, value, halfUnit)
  }

  /// Whether no decimals were stated.
  public var isWhole: Bool { !digits.contains(".") }

  /// The digits and the word, as in `5.8 billion`.
  public var description: String { multiplier.map { "\(digits) \($0.rawValue)" } ?? digits }

  private static func ungrouped(_ text: some StringProtocol) throws(StatedFigureError) -> String {
    guard text.contains(",") else { return String(text) }
    let groups = text.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
    guard let head = groups.first, (1...3).contains(head.utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), !text.drop(while: { $0 != "." }).contains(",")
    else { throw .unreadableNumber(String(text)) }
    return String(text.filter { $0 != "," })
  }
}
