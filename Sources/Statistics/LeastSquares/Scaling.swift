import LinearAlgebra

/// The power of two that brings the largest of some finite numbers into 1..<2, or next to it; 1 where all are zero.
///
/// Powers of two change no digit.
func scaleToOne(_ values: some Sequence<Double>) -> Double {
  let largest = values.reduce(0) { max($0, $1.magnitude) }
  guard largest > 0 else { return 1 }
  return Double(sign: .plus, exponent: -max(largest.exponent, -1000), significand: 1)
}

extension Matrix {
  /// Multiplies each column by its `scaleToOne`; returns the powers.
  mutating func equilibrateColumns() -> [Double] {
    (0..<columnCount).map { j in
      let scale = scaleToOne(column(j))
      for i in 0..<rowCount { self[i, j] *= scale }
      return scale
    }
  }
}
