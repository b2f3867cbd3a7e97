#if canImport(Glibc)
  import Glibc
#endif

/// Chains cut in halves, one after the other, and the two measures on them.
struct SplitChains: Sendable {
  let chainCount: Int
  /// Draws of a half chain, at least 3 when a measure is asked for.
  let length: Int
  var values: [Double]
  private var means: [Double]
  private var rho: [Double]

  init(chainCount: Int, length: Int) {
    (self.chainCount, self.length) = (chainCount, length)
    values = Array(repeating: 0, count: chainCount * length)
    means = Array(repeating: 0, count: chainCount)
    rho = Array(repeating: 0, count: length + 2)
  }

  /// √((B/W + n − 1)/n), where B is n times the variance of the means, W the mean variance; `nil` for constant values.
  mutating func rHat() -> Double? {
    guard !isConstant else { return nil }
    let n = Double(length)
    let within = meanSquare() * n / (n - 1)
    return ((n * variance(of: means) / within + n - 1) / n).squareRoot()
  }

  /// Draws divided by the integrated autocorrelation time of Geyer's initial monotone sequence; centres the values.
  ///
  /// Autocovariances are sums over products, computed for two lags at a time and only as far as the sequence goes.
  mutating func effectiveSampleSize() -> Double? {
    guard !isConstant else { return nil }
    let n = Double(length)
    let meanVariance = meanSquare() * n / (n - 1)
    let between = chainCount > 1 ? variance(of: means) : 0
    let total = meanVariance * (n - 1) / n + between
    for chain in 0..<chainCount {
      for k in (chain * length)..<((chain + 1) * length) { values[k] -= means[chain] }
    }

    // Initial positive sequence: pairs of correlations at lags t, t + 1 while their sum is positive.
    var t = 0
    var (even, odd) = (1.0, 1 - (meanVariance - autocovariances(1).first) / total)
    (rho[0], rho[1]) = (even, odd)
    while t < length - 5 && even + odd > 0 {
      t += 2
      let pair = autocovariances(t)
      even = 1 - (meanVariance - pair.first) / total
      odd = 1 - (meanVariance - pair.second) / total
      (rho[t], rho[t + 1]) = even + odd >= 0 ? (even, odd) : (0, 0)
    }
    let last = t
    if even > 0 { rho[last] = even }

    // Initial monotone sequence: no pair exceeds the one before.
    for t in stride(from: 2, through: last - 2, by: 2) where rho[t] + rho[t + 1] > rho[t - 2] + rho[t - 1] {
      rho[t] = (rho[t - 2] + rho[t - 1]) / 2
      rho[t + 1] = rho[t]
    }
    let size = Double(chainCount * length)
    // The last even lag counts once: it lowers the variance of the estimate for antithetic chains.
    let time = -1 + 2 * rho[0..<last].reduce(0, +) + rho[last]
    return size / max(time, 1 / log10(size))
  }

  private var isConstant: Bool {
    guard let first = values.first else { return true }
    return values.allSatisfy { $0 == first }
  }

  /// Stores the mean of each chain; returns the mean over chains of the mean squared deviation.
  private mutating func meanSquare() -> Double {
    var sum = 0.0
    for chain in 0..<chainCount {
      let mean = self.sum(chain) { $0 } / Double(length)
      means[chain] = mean
      sum += self.sum(chain) { ($0 - mean) * ($0 - mean) }
    }
    return sum / Double(chainCount * length)
  }

  /// The sum of a function of the values of one chain, in four parts at a time.
  @inline(__always) private func sum(_ chain: Int, of term: (SIMD4<Double>) -> SIMD4<Double>) -> Double {
    values.withUnsafeBufferPointer { y in
      let (start, end) = (chain * length, (chain + 1) * length)
      let whole = start + length / 4 * 4
      var parts = SIMD4<Double>.zero
      for i in stride(from: start, to: whole, by: 4) { parts += term(SIMD4(y[i], y[i + 1], y[i + 2], y[i + 3])) }
      return (whole..<end).reduce(parts.sum()) { $0 + term(SIMD4(repeating: y[$1]))[0] }
    }
  }

  private func variance(of sample: [Double]) -> Double {
    let mean = sample.reduce(0, +) / Double(sample.count)
    return sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sample.count - 1)
  }

  /// Autocovariances of centred values at a lag and the next one, divided by n and averaged over chains.
  private func autocovariances(_ lag: Int) -> (first: Double, second: Double) {
    values.withUnsafeBufferPointer { y in
      var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
      var (firstRest, secondRest) = (0.0, 0.0)
      for chain in 0..<chainCount {
        let end = (chain + 1) * length
        var i = chain * length
        while i + lag + 4 < end {
          let a = SIMD4(y[i], y[i + 1], y[i + 2], y[i + 3])
          let j = i + lag
          first += a * SIMD4(y[j], y[j + 1], y[j + 2], y[j + 3])
          second += a * SIMD4(y[j + 1], y[j + 2], y[j + 3], y[j + 4])
          i += 4
        }
        while i + lag < end {
          firstRest += y[i] * y[i + lag]
          if i + lag + 1 < end { secondRest += y[i] * y[i + lag + 1] }
          i += 1
        }
      }
      let size = Double(chainCount * length)
      return ((first.sum() + firstRest) / size, (second.sum() + secondRest) / size)
    }
  }
}
