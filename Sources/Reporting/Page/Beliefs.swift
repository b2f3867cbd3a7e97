import Adjustment

extension Hyperparameters {
  /// Each belief in words with its value, in the order of the model page.
  var beliefs: [PageModel.Belief] {
    let style = NumberWords.page
    func value(_ number: Double) -> String { style.significant(number) }
    func law(_ law: PowerLaw) -> String {
      let exponent = (law.exponent < 0 ? style.minus : "") + value(abs(law.exponent))
      return "\(value(law.factor)) · V^\(exponent), kept within \(value(law.minimum))–\(value(law.maximum))"
    }
    let pairs = [
      ("Volatility of yearly log growth, τ(V)", law(yearlyVolatility)),
      ("Concentration of the months' shares, α(V)", law(seasonalConcentration)),
      ("Correlation of a run's share from year to year, ρ", value(seasonalCorrelation)),
      ("Mean yearly log growth, μ₀", value(growthMean)),
      ("Deviation of the mean yearly log growth, ω", value(growthDeviation)),
      ("Deviation of the first log level", value(levelDeviation)),
      ("Level of a series without a stated one", style.quantity(defaultLevel)),
      ("Deviation of a stock's yearly log change", value(stockVolatility)),
      ("Deviation of another origin's log bias", value(originDeviation)),
      ("Deviation of the log of an exact figure, at least", value(exactDeviation)),
      ("… of an “about” figure, at least", value(aboutDeviation)),
      ("… of an “almost” figure", value(almostDeviation)),
      ("… of an “over” figure", value(overDeviation)),
      ("… of an “at least” or “up to” figure", value(looseDeviation)),
      ("Stiffness of a bound's wall, log units", value(wallDeviation)),
      ("Size of a money series without a level, billion USD", value(defaultSize)),
      ("Size of a series that is not money", value(physicalSize)),
    ]
    return pairs.map(PageModel.Belief.init)
  }
}

extension SamplerDiagnostics {
  /// Each measure in words with its value.
  var beliefs: [PageModel.Belief] {
    let style = NumberWords.page
    let pairs = [
      ("Chains", "\(chainCount)"), ("Draws kept", style.fixed(Double(drawCount), decimals: 0)),
      ("Largest split R̂ (1 is best; below 1.01 is good)", style.fixed(worstRHat, decimals: 4)),
      ("Least bulk effective sample size", style.fixed(leastBulkESS, decimals: 0)),
      ("Least tail effective sample size", style.fixed(leastTailESS, decimals: 0)),
    ]
    return pairs.map(PageModel.Belief.init)
  }
}

extension NumberWords {
  /// A plain number without trailing zeros.
  func significant(_ value: Double) -> String {
    let digits = "\(value)"
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}
