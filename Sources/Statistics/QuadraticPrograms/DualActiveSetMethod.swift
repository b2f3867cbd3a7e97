import LinearAlgebra

/// One run of Goldfarb & Idnani's method: the point, the active inequalities and their multipliers.
struct DualActiveSetMethod {
  private let constraints: LinearInequalities
  private let norms: [Double]
  /// Standard deviation of each unknown under H⁻¹; by it the rounding of a projection is judged.
  private let deviations: Vector
  private var factor: ActiveSetFactor
  private var x: Vector
  /// The largest magnitude that each unknown has had: a value near 0 keeps the rounding of what cancelled to it.
  private var extent: Vector
  /// Indices of the active inequalities, in the order of the factor's columns.
  private var active: [Int] = []
  private var isActive: [Bool]
  /// Multipliers of `active`.
  private var u: [Double] = []
  private var iterationCount = 0
  private var (d, z, r): (Vector, Vector, Vector)

  init(
    factor triangle: TriangularMatrix, rightSide: Vector, constraints: LinearInequalities
  ) throws(LinearAlgebraError) {
    let n = triangle.order
    self.constraints = constraints
    norms = constraints.norms()
    factor = try ActiveSetFactor(factor: triangle, rightSide: rightSide)
    deviations = factor.rowNorms()
    x = try triangle.solve(rightSide)
    extent = Vector(count: n)
    isActive = Array(repeating: false, count: constraints.count)
    (d, z, r) = (Vector(count: n), Vector(count: n), Vector(count: n))
  }

  var solution: QuadraticProgramSolution {
    var multipliers = Vector(count: constraints.count)
    for (row, multiplier) in zip(active, u) { multipliers[row] = multiplier }
    return QuadraticProgramSolution(
      x: x, multipliers: multipliers, activeSet: active.sorted(), iterationCount: iterationCount)
  }

  mutating func run(limit: Int) throws(QuadraticProgramError) {
    var isFresh = active.isEmpty
    while true {
      if let row = mostViolated() {
        try enforce(row, limit: limit)
        isFresh = false
      } else if isFresh {
        return
      } else {
        // The steps have let rounding gather in x: compute it from the factor and look again.
        let minimum = factor.equalityMinimum(active, of: constraints)
        x = minimum.x
        u = minimum.multipliers.map { max(0, $0) }
        isFresh = true
      }
    }
  }

  /// The inequality that is violated most, in units of its norm and beyond rounding.
  ///
  /// Active inequalities are met up to rounding, so their residual says how large rounding is: a duplicate of one must
  /// not count as violated, or the two would take each other's place for ever.
  private mutating func mostViolated() -> Int? {
    for i in 0..<x.count { extent[i] = max(extent[i], x[i].magnitude) }
    var rounding = 0.0
    for row in active {
      rounding = max(rounding, (constraints.value(row, at: x) - constraints.bounds[row]).magnitude / norms[row])
    }
    var (worst, worstRow): (Double, Int?) = (0, nil)
    for row in 0..<constraints.count where !isActive[row] {
      let violation = constraints.bounds[row] - constraints.value(row, at: x)
      guard violation > worst * norms[row] else { continue }
      let scale = constraints.magnitude(row, at: extent) + constraints.bounds[row].magnitude
      guard violation > 64 * .ulpOfOne * scale + 4 * rounding * norms[row] else { continue }
      (worst, worstRow) = (violation / norms[row], row)
    }
    return worstRow
  }

  /// Steps until one violated inequality is met and active, dropping others on the way.
  private mutating func enforce(_ row: Int, limit: Int) throws(QuadraticProgramError) {
    let n = x.count
    var multiplier = 0.0
    let rounding = 64 * Double(n).squareRoot() * .ulpOfOne * deviation(row)
    while true {
      guard iterationCount < limit else { throw .tooManyIterations(limit: limit) }
      iterationCount += 1
      factor.project(row, of: constraints, into: &d)
      factor.dualDirection(d, into: &r)
      let (blocking, longest) = longestDualStep(rounding)
      let free = factor.count < n ? d[factor.count...].reduce(0) { $0 + $1 * $1 } : 0
      guard free > rounding * rounding else {
        // The row depends on the active ones: only the multipliers can move.
        guard let blocking else { throw .infeasible(constraint: row) }
        move(&multiplier, by: longest)
        drop(blocking)
        continue
      }
      factor.primalDirection(d, into: &z)
      let violation = constraints.bounds[row] - constraints.value(row, at: x)
      let full = max(0, violation / free)
      let step = min(full, longest)
      x.add(z, scaledBy: step)
      move(&multiplier, by: step)
      if let blocking, longest < full {
        drop(blocking)
        continue
      }
      factor.append(&d)
      active.append(row)
      isActive[row] = true
      u.append(multiplier)
      return
    }
  }

  /// How far the multipliers can move before one of the active ones is 0, and which.
  private func longestDualStep(_ rounding: Double) -> (position: Int?, step: Double) {
    var (position, step): (Int?, Double) = (nil, .infinity)
    for k in 0..<active.count where r[k] * deviation(active[k]) > rounding {
      let ratio = u[k] / r[k]
      if ratio < step { (position, step) = (k, ratio) }
    }
    return (position, step)
  }

  private mutating func move(_ multiplier: inout Double, by step: Double) {
    for k in 0..<active.count { u[k] = max(0, u[k] - step * r[k]) }
    multiplier += step
  }

  private mutating func drop(_ position: Int) {
    factor.remove(at: position)
    isActive[active[position]] = false
    active.remove(at: position)
    u.remove(at: position)
  }

  /// Σ |a|·deviation: what the rounding of a projection Jᵀa is proportional to.
  private func deviation(_ row: Int) -> Double { constraints.magnitude(row, at: deviations) }
}
