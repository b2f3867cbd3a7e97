import Foundation

/// One pass of the exact-diffuse square-root Kalman filter over yearly observations of a level with a slope.
///
/// The initial covariance is κ·A·Aᵀ + C·Cᵀ with κ → ∞; both roots A and C are kept apart and exact, so that no large
/// number stands for infinity. Of an observation in the diffuse years only the part that A allows for is used up, by
/// the limit of the gain; C follows in the form (I − K·Z)·C next to K·σ, a sum of squares.
///
/// Source: Durbin & Koopman (2012), sections 5.2 (exact initial filter) and 6.3 (square-root filter).
struct DiffuseFilter {
  /// What was known before an observation, and what the observation added.
  struct Step: Hashable, Sendable {
    let mean: SIMD2<Double>
    let root: LowerRoot
    let diffuseRoot: LowerRoot
    /// Observed minus predicted; `nil` in a year without a value.
    let innovation: Double?
    /// Variance of the innovation without its diffuse part.
    let variance: Double
    /// Factor of κ in that variance; 0 after the diffuse years.
    let diffuseVariance: Double
  }

  private let irregular: Double
  private let level: Double
  private let slope: Double
  /// Predicted state of the next year.
  private(set) var mean = SIMD2<Double>()
  private var root = LowerRoot.zero
  private var diffuseRoot: LowerRoot
  /// State of the last year, after its observation.
  private(set) var filteredMean = SIMD2<Double>()
  private(set) var filteredRoot = LowerRoot.zero

  /// The filter before the first year.
  init(_ kind: StructuralTrend.Kind, _ variances: StructuralVariances) {
    irregular = variances.irregular.squareRoot()
    level = variances.level.squareRoot()
    slope = variances.slope.squareRoot()
    diffuseRoot = kind.hasSlope ? LowerRoot(SIMD2(1, 0), SIMD2(0, 1)) : LowerRoot(SIMD2(1, 0))
  }

  /// Takes in the observation of one year, or that there is none, and steps to the next.
  mutating func advance(_ observation: Double?) -> Step {
    let size = hypot(root.level, irregular)
    let step = Step(
      mean: mean, root: root, diffuseRoot: diffuseRoot, innovation: observation.map { $0 - mean.x },
      variance: size * size, diffuseVariance: diffuseRoot.level * diffuseRoot.level)
    filteredMean = mean
    filteredRoot = root
    if let innovation = step.innovation {
      if diffuseRoot.level > 0 {
        let gain = SIMD2(1, diffuseRoot.slopeOfLevel / diffuseRoot.level)
        filteredMean = mean + gain * innovation
        let (first, second) = root.columns
        filteredRoot = LowerRoot(first - gain * first.x, second, gain * irregular)
        diffuseRoot = LowerRoot(diffuseRoot.columns.second)
      } else {
        let gain = SIMD2(root.level, root.slopeOfLevel) * (root.level / step.variance)
        filteredMean = mean + gain * innovation
        filteredRoot = root.scalingFirstColumn(by: irregular / size)
      }
    }
    mean = SIMD2(filteredMean.x + filteredMean.y, filteredMean.y)
    root = filteredRoot.advanced()
    root.add(SIMD2(level, 0))
    root.add(SIMD2(0, slope))
    diffuseRoot = diffuseRoot.advanced()
    return step
  }
}

/// The sums over a filter's innovations that the diffuse likelihood is made of.
struct InnovationSums {
  /// Σ v²/F after the diffuse years.
  private(set) var squares = 0.0
  /// Σ log F after the diffuse years.
  private(set) var logVariances = 0.0
  /// Σ log F∞ of the diffuse years.
  private(set) var diffuseLogVariances = 0.0
  /// Number of observations after the diffuse years.
  private(set) var count = 0
  /// Number of observations that the diffuse start used up.
  private(set) var diffuseCount = 0

  mutating func add(_ step: DiffuseFilter.Step) {
    guard let innovation = step.innovation else { return }
    if step.diffuseVariance > 0 {
      diffuseLogVariances += log(step.diffuseVariance)
      diffuseCount += 1
    } else {
      squares += innovation * innovation / step.variance
      logVariances += log(step.variance)
      count += 1
    }
  }

  /// The diffuse log-likelihood at the variances of the filter (Durbin & Koopman 2012, equation 7.4).
  var logLikelihood: Double {
    -0.5 * (Double(count + diffuseCount) * log(2 * .pi) + diffuseLogVariances + logVariances + squares)
  }

  /// The factor of all variances that makes the likelihood greatest, Σ (v²/F)/count; `nil` without a degree of freedom.
  var scale: Double? { count > 0 ? squares / Double(count) : nil }

  /// The log-likelihood with all variances multiplied by ``scale``; `nil` when that is 0 or there is none.
  var concentratedLogLikelihood: Double? {
    guard let scale, scale > 0 else { return nil }
    return -0.5
      * (Double(count + diffuseCount) * log(2 * .pi) + diffuseLogVariances + logVariances
        + Double(count) * (1 + log(scale)))
  }
}
