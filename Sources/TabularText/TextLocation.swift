/// A place in a text, as an editor shows it.
public struct TextLocation: Hashable, Sendable, Comparable {
  /// Line, counted from 1.
  public let line: Int
  /// Byte of the line, counted from 1; a byte order mark is not counted.
  ///
  /// Bytes and not characters, so that a place is defined in a text that is not valid UTF-8 too.
  public let column: Int

  /// A place; both numbers count from 1.
  public init(line: Int, column: Int) {
    (self.line, self.column) = (line, column)
  }

  /// In reading order.
  public static func < (left: TextLocation, right: TextLocation) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
