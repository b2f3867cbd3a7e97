#if canImport(Glibc)
  import Glibc
#endif

/// The logarithm of a probability, also where the probability itself is 0 in double precision.
///
/// `complement` is one less the probability without cancellation; `beyond` computes the logarithm of a tiny one by
/// itself.
func logProbability(_ probability: Double, complement: Double, beyond: () -> Double) -> Double {
  if probability.isNaN { return .nan }
  if probability > 0.5 { return log1p(-complement) }
  return probability > 1e-280 ? log(probability) : beyond()
}

/// log Q(a, x), x far above a, by Legendre's continued fraction (DLMF 8.9.2).
func logUpperGamma(_ a: Double, _ x: Double) -> Double {
  guard x < .infinity else { return -.infinity }
  let fraction = continuedFraction(first: x + 1 - a) { k in
    (numerator: k * (a - k), denominator: x + 2 * k + 1 - a)
  }
  return a * log(x) - x - lgamma(a) - log(fraction)
}

/// log P(a, x), x far below a, by its series (DLMF 8.11.4).
func logLowerGamma(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return -.infinity }
  var (sum, term, k) = (1.0, 1.0, 1.0)
  while term > sum * 1e-17 {
    term *= x / (a + k)
    sum += term
    k += 1
  }
  return a * log(x) - x - lgamma(a + 1) + log(sum)
}

/// log I_x(a, b), x far below a/(a + b), by the continued fraction of DLMF 8.17.22, from log x and log(1 − x).
func logIncompleteBeta(_ a: Double, _ b: Double, x: Double, logX: Double, logOneMinusX: Double) -> Double {
  guard logX > -.infinity else { return -.infinity }
  let fraction = continuedFraction(first: 1) { k in
    let m = (k / 2).rounded(.down)
    let numerator =
      k.truncatingRemainder(dividingBy: 2) == 0
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return (numerator, 1)
  }
  return a * logX + b * logOneMinusX - log(a) - (lgamma(a) + lgamma(b) - lgamma(a + b)) - log(fraction)
}

/// b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz algorithm: Thompson & Barnett (1986).
private func continuedFraction(
  first: Double, _ term: (Double) -> (numerator: Double, denominator: Double)
) -> Double {
  let tiny = 1e-300
  var value = first == 0 ? tiny : first
  var (c, d) = (value, 0.0)
  for k in 1...100_000 {
    let (a, b) = term(Double(k))
    d = b + a * d
    c = b + a / c
    d = 1 / (d == 0 ? tiny : d)
    if c == 0 { c = tiny }
    value *= c * d
    if (c * d - 1).magnitude < 4 * .ulpOfOne { break }
  }
  return value
}
