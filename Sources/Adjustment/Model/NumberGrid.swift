import Foundation

/// Grids that stated numbers are put on before anything is computed from them.
///
/// A figure in another unit of account has another logarithm, and differences of logarithms round differently. On a
/// grid coarse against rounding and fine against any stated figure, equal ledgers in different units give equal rows,
/// bit for bit, and so equal draws: a Markov chain makes of a last bit a different number.
enum NumberGrid {
  /// The nearest multiple of 2⁻³⁴ = 6e-11, for logarithms.
  static func log(_ value: Double) -> Double { 0 + (value * 0x1p34).rounded() * 0x1p-34 }

  /// The nearest multiple of 2⁻⁴⁰ = 9e-13, for σ.
  static func deviation(_ value: Double) -> Double { (value * 0x1p40).rounded() * 0x1p-40 }

  /// The nearest multiple of 2⁻²⁰, for the size that tells groups of equal structure apart.
  static func coarse(_ value: Double) -> Double { 0 + (value * 0x1p20).rounded() * 0x1p-20 }
}
