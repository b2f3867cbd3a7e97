import CSamplingKernels
import Foundation
import LinearAlgebra
import Statistics

/// Moves of a quadratic block among limits that are linear in it: exact Hamiltonian paths of its Gaussian, reflected.
///
/// Pakman & Paninski (2014), "Exact Hamiltonian Monte Carlo for truncated multivariate Gaussians", *Journal of
/// Computational and Graphical Statistics* 23, 518–542. A path of a quarter turn that meets no limit ends at a fresh
/// draw. Walls are limits at a depth drawn anew for each move, as in ``HamiltonianKernel``.
struct TruncatedGaussianKernel {
  private let gaussian: LocalGaussian
  /// Normal of each limit in whitened coordinates, one after another, and their products with one another.
  private let normals: [Double]
  private let products: [Double]
  /// Normal times centre.
  private let centers: [Double]
  private let limitCount: Int
  /// Of each bound, whether it is a lower one.
  private let isLower: [Bool]
  /// Reflections after which a move is given up.
  private static let reflectionLimit = 2000

  /// `nil` where a limit is not linear in the block.
  init?(_ gaussian: LocalGaussian, _ block: SamplingBlock) {
    guard block.isQuadratic, let rows = Self.linearLimits(of: block) else { return nil }
    self.gaussian = gaussian
    let n = block.unknowns.count
    limitCount = rows.count
    isLower = block.bounds.shapes.map { shape in
      if case .atLeast = shape { return true }
      return false
    }
    var normals: [Double] = []
    var centers: [Double] = []
    let places = Dictionary(uniqueKeysWithValues: block.unknowns.enumerated().map { ($1, $0) })
    for row in rows {
      var normal = Vector(count: n)
      for (place, coefficient) in row { normal[places[place] ?? 0] += coefficient }
      centers.append((0..<n).reduce(0) { $0 + normal[$1] * gaussian.center[$1] })
      gaussian.root.multiplyTransposedInPlace(&normal)
      normals += (0..<n).map { normal[$0] }
    }
    var products = [Double](repeating: 0, count: rows.count * rows.count)
    for i in rows.indices {
      for j in rows.indices {
        for k in 0..<n { products[i * rows.count + j] += normals[i * n + k] * normals[j * n + k] }
      }
    }
    (self.normals, self.products, self.centers) = (normals, products, centers)
  }

  /// The limits in the order of ``limits(of:at:_:wallDeviation:_:)``: bounds, then walls.
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

  /// The limits of one move.
  private func limits(
    of block: SamplingBlock, at values: [Double], _ sums: RunningSums, wallDeviation: Double,
    _ generator: inout PhiloxGenerator
  ) -> [Double] {
    var limits: [Double] = []
    limits.reserveCapacity(limitCount)
    var levels = [Double](repeating: 0, count: 2 * block.bounds.count)
    sampling_bound_levels(block.compiled.bounds, values, sums.scales, sums.totals, &levels)
    for (bound, isLower) in isLower.enumerated() { limits.append(isLower ? -levels[2 * bound] : levels[2 * bound]) }
    for wall in block.walls {
      let depth = wall.depth(at: values, wallDeviation, &generator)
      if let lower = wall.lower { limits.append(depth - lower) }
      if let upper = wall.upper { limits.append(depth + upper) }
    }
    return limits
  }

  /// Makes one transition of `block` in `values`.
  func move(
    _ block: SamplingBlock, in values: inout [Double], _ coordinates: SamplingCoordinates, _ sums: RunningSums,
    wallDeviation: Double, _ generator: inout PhiloxGenerator
  ) {
    let n = block.unknowns.count
    var momentum = Vector(count: n)
    for k in 0..<n { momentum[k] = generator.normal() }
    var position = momentum
    if limitCount > 0 {
      let limits = limits(of: block, at: values, sums, wallDeviation: wallDeviation, &generator)
      for (k, unknown) in block.unknowns.enumerated() { position[k] = values[unknown] - gaussian.center[k] }
      gaussian.factor.multiplyInPlace(&position)
      guard turn(&position, &momentum, among: limits) else { return }
    }
    gaussian.root.multiplyInPlace(&position)
    for (k, unknown) in block.unknowns.enumerated() {
      values[unknown] = gaussian.center[k] + position[k]
      values[coordinates.count + unknown] = values[unknown]
    }
  }

  /// Follows the path `position·cos t + momentum·sin t` for a quarter turn; `false` when it does not come to an end.
  private func turn(_ position: inout Vector, _ momentum: inout Vector, among limits: [Double]) -> Bool {
    let n = position.count
    // Along the path, each normal times the position is value·cos t + slope·sin t.
    var (values, slopes, gaps) = (limits, limits, limits)
    for i in 0..<limitCount {
      var (value, slope) = (0.0, 0.0)
      for k in 0..<n {
        value += normals[i * n + k] * position[k]
        slope += normals[i * n + k] * momentum[k]
      }
      (values[i], slopes[i]) = (value, slope)
      // Where rounding has left the point beyond a limit, the limit is where it is.
      gaps[i] = max(limits[i] - centers[i], value)
    }
    var remaining = Double.pi / 2
    for _ in 0..<Self.reflectionLimit {
      var (first, time) = (-1, remaining)
      for i in 0..<limitCount {
        let square = values[i] * values[i] + slopes[i] * slopes[i]
        guard gaps[i] < 0 || square > gaps[i] * gaps[i] else { continue }
        var own = atan2(slopes[i], values[i]) - acos(max(-1, min(1, gaps[i] / square.squareRoot())))
        if own < 0 { own = own > -1e-10 && slopes[i] > 0 ? 0 : own + 2 * .pi }
        if own < time { (first, time) = (i, own) }
      }
      let (cosine, sine) = (cos(time), sin(time))
      for k in 0..<n {
        (position[k], momentum[k]) = (
          cosine * position[k] + sine * momentum[k], cosine * momentum[k] - sine * position[k]
        )
      }
      guard first >= 0 else { return true }
      for i in 0..<limitCount {
        (values[i], slopes[i]) = (cosine * values[i] + sine * slopes[i], cosine * slopes[i] - sine * values[i])
      }
      let factor = 2 * slopes[first] / products[first * limitCount + first]
      for k in 0..<n { momentum[k] -= factor * normals[first * n + k] }
      for i in 0..<limitCount { slopes[i] -= factor * products[first * limitCount + i] }
      values[first] = gaps[first]
      remaining -= time
    }
    return false
  }
}
