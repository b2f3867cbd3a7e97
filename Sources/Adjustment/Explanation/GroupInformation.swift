import LinearAlgebra

/// The rows of one group that act at its mode, and what each says of a direction.
struct GroupInformation {
  /// What the rows say of `gᵀθ`.
  struct Decomposition {
    /// `(aᵢᵀu/σᵢ)²` of each prior row.
    let priorRows: [Double]
    /// The same of each observation, with its wall where that is pressed.
    let observations: [Double]
    /// `aᵢᵀu/σᵢ²` of each observation.
    let influences: [Double]
    /// For each structural bound that binds, the share of the variance without bounds that it alone takes away.
    let narrowings: [Double]
  }

  private let rows: RowGradients
  private let system: ModeSystem
  private let factorization: SparseLDLFactorization
  /// Precision of each row: of an observation with its wall where that is pressed, of a bound 0.
  private let precisions: [Double]
  /// Positions of the structural bounds that bind.
  let bindingBounds: [Int]
  private let unknownCount: Int
  /// Violation from which a wall is pressed, and distance up to which a bound binds.
  private static let touch = 1e-8

  /// - Throws: when the rows do not tie the group down.
  init(_ group: LinkedGroup, _ mode: GroupMode, wallDeviation: Double) throws(LinearAlgebraError) {
    rows = RowGradients(group, at: mode.theta)
    let wall = 1 / (wallDeviation * wallDeviation)
    let observed = zip(group.observations, rows.values[rows.observations]).map { row, value in
      1 / (row.sigma * row.sigma) + (abs(row.violation(of: value)) > Self.touch ? wall : 0)
    }
    precisions = group.priorRows.map { 1 / ($0.sigma * $0.sigma) } + observed + group.bounds.map { _ in 0 }
    let excesses = rows.values[rows.bounds]
    bindingBounds = zip(group.bounds.indices, excesses).filter { $0.1 > -Self.touch }.map(\.0)
    unknownCount = group.count
    system = ModeSystem(rows, count: group.count)
    factorization = try system.factorization(rows, weights: precisions)
  }

  /// Takes the direction `g` apart.
  ///
  /// With bounds C that bind, u = H⁻¹g − H⁻¹Cᵀ(CH⁻¹Cᵀ)⁻¹CH⁻¹g solves the rows along them; by Gram and Schmidt in the
  /// inner product of H.
  /// - Complexity: O(elements of the factor · (1 + bounds that bind)).
  func decompose(_ gradient: [Double]) -> Decomposition {
    let free = system.solve(factorization, gradient)
    let variance = Self.product(gradient, free)
    var response = free
    var basis: [(gradient: [Double], response: [Double])] = []
    var narrowings: [Double] = []
    for bound in bindingBounds {
      var direction = [Double](repeating: 0, count: unknownCount)
      for k in rows.elements(of: rows.bounds.lowerBound + bound) { direction[rows.indices[k]] = rows.coefficients[k] }
      var own = (gradient: direction, response: system.solve(factorization, direction))
      let length = Self.product(own.gradient, own.response)
      let product = Self.product(own.gradient, free)
      narrowings.append(variance > 0 && length > 0 ? product * product / (length * variance) : 0)
      for known in basis {
        let part = Self.product(known.gradient, own.response)
        Self.subtract(known.gradient, times: part, from: &own.gradient)
        Self.subtract(known.response, times: part, from: &own.response)
      }
      let rest = Self.product(own.gradient, own.response)
      guard rest > 1e-12 * length else { continue }
      let scale = 1 / rest.squareRoot()
      own = (own.gradient.map { scale * $0 }, own.response.map { scale * $0 })
      Self.subtract(own.response, times: Self.product(own.gradient, response), from: &response)
      basis.append(own)
    }
    let products = (0..<rows.count).map { rows.product(of: $0, with: response) }
    let squares = zip(products, precisions).map { $0 * $0 * $1 }
    return Decomposition(
      priorRows: Array(squares[..<rows.observations.lowerBound]), observations: Array(squares[rows.observations]),
      influences: rows.observations.map { products[$0] * precisions[$0] }, narrowings: narrowings)
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func subtract(_ other: [Double], times factor: Double, from vector: inout [Double]) {
    for index in vector.indices { vector[index] -= factor * other[index] }
  }
}
