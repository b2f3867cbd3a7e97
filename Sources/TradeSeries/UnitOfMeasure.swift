/// The unit of a level or stock: a currency, a physical unit or a count.
public struct UnitOfMeasure: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// What a unit measures.
  public enum Kind: String, CaseIterable, Sendable {
    case money
    case count
    case volume
    case mass
  }

  /// ISO 4217 code, `m3`, `t` or `1`.
  public let code: String
  /// What it measures.
  public let kind: Kind

  /// United States dollar: the unit of account of every money series.
  public static let usDollar = UnitOfMeasure(code: "USD", kind: .money)

  /// The unit with a code: three capital letters are a currency, `m3`, `t` and `1` what they say.
  ///
  /// `nil` for any other code.
  public init?(code: some StringProtocol) {
    switch code {
    case "m3": kind = .volume
    case "t": kind = .mass
    case "1": kind = .count
    default:
      guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
      kind = .money
    }
    self.code = String(code)
  }

  private init(code: String, kind: Kind) { (self.code, self.kind) = (code, kind) }

  /// The unit that a series stated in this unit is adjusted in: US dollars for money, else the unit itself.
  public var unitOfAccount: UnitOfMeasure { kind == .money ? .usDollar : self }

  /// The code.
  public var description: String { code }

  /// By code.
  public static func < (left: UnitOfMeasure, right: UnitOfMeasure) -> Bool { left.code < right.code }
}
