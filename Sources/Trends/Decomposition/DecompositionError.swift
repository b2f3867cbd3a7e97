/// Why a growth cannot be divided.
public enum DecompositionError: Error, Hashable, Sendable {
  /// No parts.
  case noParts
  /// A part, counted from 0, is negative or not a finite number.
  case notAnAmount(part: Int)
  /// The parts add up to 0 at one end, where growth has no meaning.
  case zeroSum
  /// The growth is beyond the largest number.
  case growthOutOfRange
}
