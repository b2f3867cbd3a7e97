import Trends

extension TrendNote {
  /// For people, and for the column `notes`.
  var words: String {
    switch self {
    case .noDegreesOfFreedom: "no interval: the model meets every year, nothing is left to judge it by"
    case .fewDegreesOfFreedom(let freedom, let t95):
      "\(freedom) \(freedom == 1 ? "degree" : "degrees") of freedom: the 95 % interval reaches "
        + "\(NumberWords.terminal.fixed(t95, decimals: 1)) standard errors to each side"
    case .perfectFit: "the fit is perfect to rounding: errors and interval have no width to speak of"
    case .intervalBeyondNumbers(let mass):
      "no \(Int((mass * 100).rounded())) % interval: an end is beyond the largest number"
    case .missingYears(let count): "\(count) \(count == 1 ? "year" : "years") missing inside the span"
    }
  }
}
