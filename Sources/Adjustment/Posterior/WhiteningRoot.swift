import CSamplingKernels
import LinearAlgebra

/// A triangular matrix whose product with its transpose is a covariance, laid out for products with vectors.
final class WhiteningRoot: @unchecked Sendable {
  let matrix: TriangularMatrix
  /// For ``CSamplingKernels``; valid as long as this object.
  let pointer: UnsafePointer<sampling_root>
  private let arrays = FixedArrays()

  init(_ matrix: TriangularMatrix) {
    self.matrix = matrix
    let n = matrix.order
    let isLower = matrix.triangle == .lower
    /// Panels of eight rows, without columns that are all zero.
    func panels(isLower: Bool, _ element: (Int, Int) -> Double) -> [Double] {
      stride(from: 0, to: n, by: 8).flatMap { row in
        (isLower ? 0..<min(row + 8, n) : row..<n).flatMap { column in
          (row..<(row + 8)).map { $0 < n ? element($0, column) : 0 }
        }
      }
    }
    pointer = arrays.keep([
      sampling_root(
        order: Int32(n), is_lower: isLower ? 1 : 0,
        rows: arrays.keep(panels(isLower: isLower) { matrix[$0, $1] }),
        columns: arrays.keep(panels(isLower: !isLower) { matrix[$1, $0] }))
    ])
  }
}
