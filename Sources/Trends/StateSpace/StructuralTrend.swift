/// A structural trend: the value is a level and an irregular; the level is a random walk, with or without a slope.
///
/// y[t] = μ[t] + ε[t], μ[t+1] = μ[t] + ν[t] + η[t], ν[t+1] = ν[t] + ζ[t], the disturbances normal and independent with
/// variances that do not change, level and slope of the first year unknown (diffuse). The variances are estimated by
/// the greatest diffuse likelihood. Source: Harvey (1989), chapter 2; Durbin & Koopman (2012), sections 3.2 and 7.2.
public struct StructuralTrend: Sendable {
  /// Which disturbances there are.
  public enum Kind: CaseIterable, Hashable, Sendable {
    /// No slope: the level is a random walk.
    case localLevel
    /// Level and slope are both random walks.
    case localLinear
    /// The slope is a random walk and the level only adds it up: an integrated random walk.
    case smooth

    /// Whether the level has a slope.
    public var hasSlope: Bool { self != .localLevel }

    /// The number of unknowns of the first year, which as many observations are needed for.
    public var diffuseCount: Int { hasSlope ? 2 : 1 }

    /// The variances of the model.
    public var variances: [StructuralVariance] {
      switch self {
      case .localLevel: [.irregular, .level]
      case .localLinear: [.irregular, .level, .slope]
      case .smooth: [.irregular, .slope]
      }
    }
  }

  /// The model.
  public let kind: Kind

  /// A specification.
  public init(_ kind: Kind) { self.kind = kind }

  /// The variances of the greatest likelihood.
  ///
  /// One variance is concentrated out, so the search goes over ratios: every corner and edge of the ratios first, then
  /// their interior. A variance is put at 0 when the likelihood there is not below that of any ratio above 0: the
  /// boundary is a result, not a failure of the search.
  ///
  /// - Parameter values: one a year of the grid, `nil` where there is none; the first one has a value.
  /// - Returns: `nil` when no degree of freedom is left, or when a straight line (a constant, for a local level) meets
  ///   every value to rounding: then there is no variance to estimate.
  /// - Complexity: O(n), some hundred passes of the filter.
  public func maximumLikelihood(_ values: [Double?]) -> StructuralMaximum? {
    let count = values.lazy.filter { $0 != nil }.count
    let size = values.reduce(0) { max($0, ($1 ?? 0).magnitude) }
    let likelihood = ConcentratedLikelihood(kind: kind, values: values)
    guard count > kind.diffuseCount,
      let still = likelihood.scale(at: StructuralVariances(irregular: 1, level: 0, slope: 0)),
      still.squareRoot() > 8 * Double(count) * .ulpOfOne * size
    else { return nil }
    let best = VarianceSearch(likelihood).best()
    guard let scale = likelihood.scale(at: best.variances) else { return nil }
    return StructuralMaximum(
      variances: best.variances.scaled(by: scale), logLikelihood: best.logLikelihood,
      atBoundary: kind.variances.filter { best.variances[$0] == 0 }, degreesOfFreedom: count - kind.diffuseCount)
  }
}

/// The greatest diffuse likelihood of a structural trend and where it is.
public struct StructuralMaximum: Hashable, Sendable {
  /// The estimates.
  public let variances: StructuralVariances
  /// The diffuse log-likelihood there.
  public let logLikelihood: Double
  /// The variances of the model that are 0 there.
  public let atBoundary: [StructuralVariance]
  /// Values minus unknowns of the first year.
  public let degreesOfFreedom: Int
}

extension StructuralVariances {
  /// One of the variances.
  public subscript(variance: StructuralVariance) -> Double {
    switch variance {
    case .irregular: irregular
    case .level: level
    case .slope: slope
    }
  }
}

/// The diffuse likelihood of one series as a function of the ratios of the variances.
struct ConcentratedLikelihood {
  let kind: StructuralTrend.Kind
  let values: [Double?]

  private func sums(at variances: StructuralVariances) -> InnovationSums {
    var filter = DiffuseFilter(kind, variances)
    var sums = InnovationSums()
    for value in values { sums.add(filter.advance(value)) }
    return sums
  }

  /// The factor that belongs to some ratios; `nil` without a degree of freedom.
  func scale(at variances: StructuralVariances) -> Double? { sums(at: variances).scale }

  /// The log-likelihood at some ratios, −∞ where it has none.
  func value(at variances: StructuralVariances) -> Double {
    sums(at: variances).concentratedLogLikelihood ?? -.infinity
  }
}
