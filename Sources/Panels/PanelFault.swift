import TabularText

/// A row of a panel that could not be used, and why.
public struct PanelFault: Hashable, Sendable {
  /// Why.
  public enum Reason: Hashable, Sendable {
    /// The record breaks the rules of the format.
    case malformed(TabularTextError.Fault, column: Int)
    /// Fewer or more fields than the header.
    case fieldCount(expected: Int, found: Int)
    /// A period of no form that a panel has; its first characters.
    case unreadablePeriod(String)
    /// No number, or none that is finite; its first characters.
    case unreadableValue(String)
    /// A key that is not UTF-8.
    case invalidUTF8
    /// A key with a NUL character.
    case nulByte
    /// An earlier row of the series has this period.
    case repeatedPeriod(PanelPeriod)
    /// A period of another length than the series' first.
    case otherFrequency(PanelPeriod, first: PanelPeriod)
    /// A record longer than is read at all.
    case tooLong(limit: Int)
  }

  /// Why.
  public let reason: Reason
  /// Line that the row begins on, counted from 1.
  public let line: Int

  init(_ reason: Reason, line: Int) { (self.reason, self.line) = (reason, line) }
}

/// The faults of a panel: how many, and the first of them.
public struct PanelFaults: Sendable {
  /// So many are kept.
  public static let shown = 10

  /// How many rows could not be used.
  public private(set) var count = 0
  /// The first of them in the order of the lines.
  public private(set) var first: [PanelFault] = []

  init() {}

  mutating func add(_ fault: PanelFault) {
    count += 1
    if first.count == Self.shown, let last = first.last, last.line <= fault.line { return }
    first.insert(fault, at: first.firstIndex { $0.line > fault.line } ?? first.count)
    if first.count > Self.shown { first.removeLast() }
  }

  mutating func add(_ other: PanelFaults, lineOffset: Int) {
    for fault in other.first { add(PanelFault(fault.reason, line: fault.line + lineOffset)) }
    count += other.count - other.first.count
  }
}
