import TradeSeries

extension UnitOfMeasure {
  /// The unit as people write it; empty for a count.
  var symbol: String {
    switch kind {
    case .money: code
    case .count: ""
    case .volume: "m³"
    case .mass: "t"
    }
  }

  /// The symbol behind a text, or the text alone for a count.
  func following(_ text: String, gap: String) -> String { symbol.isEmpty ? text : text + gap + symbol }
}

extension StatedFigure {
  /// The stated words with ranges, groups and signs in type: `over 10,000`, `250–300 million`, `×1.6`, `+25 %`.
  func words(unit: UnitOfMeasure?, style: NumberWords) -> String {
    var text = description.replacing("..", with: "–").replacing("%", with: style.gap + "%")
    for digits in [first, second].compactMap({ $0?.number.digits }) where !digits.contains(".") && digits.count > 4 {
      text = text.replacing(digits, with: NumberWords.grouped(digits))
    }
    for multiplier in StatedNumber.Multiplier.allCases {
      text = text.replacing(" \(multiplier.rawValue)", with: "\(style.gap)\(multiplier.rawValue)")
    }
    if form == .multiple { text = text.replacing("x", with: "×", maxReplacements: qualifier == .exact ? 1 : .max) }
    if form == .change { text = text.replacing("-", with: style.minus) }
    return unit?.following(text, gap: " ") ?? text
  }
}

extension Statement {
  /// What was said, with its base or whole.
  func words(style: NumberWords, names: LedgerNames) -> String {
    let said = figure.words(unit: unit, style: style)
    switch claim {
    case .level, .stock: return said
    case .growth(let base):
      let against = base?.words ?? "a year earlier"
      return figure.form == .multiple ? said.replacing("×", with: "") + " times \(against)" : "\(said) on \(against)"
    case .share(let whole): return "\(said) of \(names.series(whole))"
    }
  }
}

extension Target {
  /// The goal in words: `at least 1.5 billion USD`, `at least 1.2 times that of 2022`.
  func goalWords(style: NumberWords) -> String {
    let against = base?.words ?? "the year before"
    switch goal.form {
    case .level, .share: return goal.words(unit: unit, style: style)
    case .multiple:
      return goal.words(unit: nil, style: style).replacing("×", with: "") + " times that of \(against)"
    case .change: return goal.words(unit: nil, style: style) + " on \(against)"
    }
  }
}
