/// The backward pass of the exact-diffuse state smoother.
///
/// r and N gather what later innovations say of a state; in the diffuse years they have terms in 1/κ and 1/κ² too.
/// Source: Durbin & Koopman (2012), sections 4.4 and 5.3 (de Jong & Chu-Chun-Lin 2003).
struct DiffuseSmoother {
  private var r0 = SIMD2<Double>()
  private var r1 = SIMD2<Double>()
  private var n0 = SquareMatrix2()
  private var n1 = SquareMatrix2()
  private var n2 = SquareMatrix2()

  /// The smoothed state of the year of a step; steps come from the last to the first.
  mutating func state(before step: DiffuseFilter.Step) -> SmoothedTrend.State {
    takeIn(step)
    let (p, a) = (step.root.covariance, step.diffuseRoot.covariance)
    let mean = step.mean + p * r0 + a * r1
    let cross = a * n1 * p
    let covariance = p - p * n0 * p - cross.transposed - cross - a * n2 * a
    // What rounding leaves below 0 is a variance of 0.
    return SmoothedTrend.State(
      level: mean.x, slope: mean.y, levelVariance: max(0, covariance.first.x),
      slopeVariance: max(0, covariance.second.y))
  }

  private mutating func takeIn(_ step: DiffuseFilter.Step) {
    let t = SquareMatrix2.transition
    guard let innovation = step.innovation else {
      let back = t.transposed
      (r0, r1) = (back * r0, back * r1)
      (n0, n1, n2) = (back * n0 * t, back * n1 * t, back * n2 * t)
      return
    }
    let unit = SIMD2<Double>(1, 0)
    let p = step.root.covariance.first
    guard step.diffuseVariance > 0 else {
      let l = Self.closed(t, by: p / step.variance)
      let back = l.transposed
      r0 = unit * (innovation / step.variance) + back * r0
      n0 = back * n0 * l + SquareMatrix2(SIMD2(1 / step.variance, 0))
      // Until the diffuse years are reached, the other terms are 0.
      return
    }
    let gain = step.diffuseRoot.covariance.first / step.diffuseVariance
    let l0 = Self.closed(t, by: gain)
    let correction = t * ((p - gain * step.variance) / step.diffuseVariance)
    let l1 = SquareMatrix2(-correction)
    let (back0, back1) = (l0.transposed, l1.transposed)
    r1 = unit * (innovation / step.diffuseVariance) + back0 * r1 + back1 * r0
    r0 = back0 * r0
    let information = SquareMatrix2(SIMD2(1 / step.diffuseVariance, 0))
    let loss = SquareMatrix2(SIMD2(-step.variance / (step.diffuseVariance * step.diffuseVariance), 0))
    n2 = loss + back0 * n2 * l0 + back0 * n1 * l1 + back1 * n1.transposed * l0 + back1 * n0 * l1
    n1 = information + back0 * n1 * l0 + back1 * n0 * l0
    n0 = back0 * n0 * l0
  }

  /// T − T·K·Z for a gain K before the step.
  private static func closed(_ transition: SquareMatrix2, by gain: SIMD2<Double>) -> SquareMatrix2 {
    SquareMatrix2(transition.first - transition * gain, transition.second)
  }
}
