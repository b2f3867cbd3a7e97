import CSamplingKernels
import LinearAlgebra

/// Moves of a quadratic block among limits that are linear in it: exact Hamiltonian paths of its Gaussian, reflected.
///
/// Pakman & Paninski (2014), "Exact Hamiltonian Monte Carlo for truncated multivariate Gaussians", *Journal of
/// Computational and Graphical Statistics* 23, 518–542. A path of a quarter turn that meets no limit ends at a fresh
/// draw. Walls are limits at a depth drawn anew for each move, as in ``HamiltonianKernel``.
final class TruncatedGaussianKernel: @unchecked Sendable {
  /// For ``CSamplingKernels``; valid as long as this object.
  private let pointer: UnsafePointer<sampling_gaussian>
  private let root: WhiteningRoot
  private let factor: WhiteningRoot
  private let arrays = FixedArrays()

  /// `nil` where a limit is not linear in the block.
  init?(_ gaussian: LocalGaussian, _ block: SamplingBlock) {
    guard block.isQuadratic, let limits = Self.linearLimits(of: block) else { return nil }
    let n = block.unknowns.count
    let places = Dictionary(uniqueKeysWithValues: block.unknowns.enumerated().map { ($1, $0) })
    var normals = Matrix(rowCount: limits.count, columnCount: n) { _, _ in 0 }
    var centers: [Double] = []
    for (row, limit) in limits.enumerated() {
      var normal = Vector(count: n)
      for (place, coefficient) in limit { normal[places[place] ?? 0] += coefficient }
      centers.append((0..<n).reduce(0) { $0 + normal[$1] * gaussian.center[$1] })
      gaussian.root.multiplyTransposedInPlace(&normal)
      for k in 0..<n { normals[row, k] = normal[k] }
    }
    let products = normals.timesTransposed(normals)
    func rows(_ matrix: Matrix) -> [Double] {
      (0..<matrix.rowCount).flatMap { row in (0..<matrix.columnCount).map { matrix[row, $0] } }
    }
    (root, factor) = (WhiteningRoot(gaussian.root), WhiteningRoot(gaussian.factor))
    pointer = arrays.keep([
      sampling_gaussian(
        center: arrays.keep(gaussian.center), root: root.pointer, factor: factor.pointer,
        normals: arrays.keep(rows(normals)), products: arrays.keep(rows(products)), centers: arrays.keep(centers))
    ])
  }

  /// The limits in their order: bounds, then walls.
  private static func linearLimits(of block: SamplingBlock) -> [[(Int, Double)]]? {
    var rows: [[(Int, Double)]] = []
    for shape in block.bounds.shapes {
      switch shape {
      case .atMost(let place): rows.append([(place, 1)])
      case .atLeast(let place): rows.append([(place, -1)])
      case .ordered(let first, let second): rows.append([(first, 1), (second, -1)])
      case .sums: return nil
      }
    }
    for wall in block.walls {
      guard case .logs(let terms) = wall.expression, wall.expression.isLinear else { return nil }
      if wall.lower != nil { rows.append(terms.map { ($0.indices[0], -$0.coefficient) }) }
      if wall.upper != nil { rows.append(terms.map { ($0.indices[0], $0.coefficient) }) }
    }
    return rows
  }

  /// Makes one transition of `block`, whose move has begun; `false` where it stays where it is.
  func move(_ block: SamplingBlock, _ space: inout MoveSpace) -> Bool {
    sampling_turn(block.compiled.pointer, pointer, space.levels, &space.start, &space.room) != 0
  }
}
