extension StatedFigure {
  /// The figure that an unreadable text most likely means, or `nil` when it is anybody's guess.
  ///
  /// A suggestion for the person who mends the text, never a reading: decimal commas, glued or short multipliers
  /// (`5,8bn`), signs (`>200`), `1.6 times`, `doubled`, `rose by 25 per cent`, `200–300 million`, named currencies
  /// and misspelt words are understood. Complexity: O(letters × words known).
  public static func nearestReadable(to text: String) -> StatedFigure? {
    guard text.utf8.count <= 200, let guess = FigureGuess(text) else { return nil }
    return try? StatedFigure(parsing: guess.notation)
  }
}

/// A figure as far as its words were understood.
private struct FigureGuess {
  private var numbers: [String] = []
  private var multipliers: [StatedNumber.Multiplier?] = []
  private var signs: [String] = []
  private var qualifier: String?
  private var isInterval = false
  private var isPercent = false
  private var isMultiple = false
  private var isNegated = false
  private var pendingSign = ""
  private var previous = FigureWord.filler
  private var changeSign: String?

  /// `nil` when a word is unknown, or when there are not one number or two ends of an interval.
  init?(_ text: String) {
    for token in FigureTokens(text).tokens {
      switch token {
      case .number(let digits):
        numbers.append(digits)
        multipliers.append(nil)
        signs.append(pendingSign)
        pendingSign = ""
      case .sign(let sign): pendingSign = sign
      case .word(let word):
        guard let meaning = FigureWord.meaning(of: word) else { return nil }
        apply(meaning)
        previous = meaning
      }
    }
    guard numbers.count == (isInterval ? 2 : 1) else { return nil }
  }

  private mutating func apply(_ meaning: FigureWord) {
    switch meaning {
    case .qualifier(let phrase): qualifier = qualifier ?? (isNegated ? Self.opposite(phrase) : phrase)
    case .not: isNegated = true
    case .up, .upward: changeSign = changeSign ?? "+"
    case .downward: changeSign = changeSign ?? "-"
    case .to:
      if previous == .up {
        (qualifier, changeSign) = (qualifier ?? "up to", nil)
      } else if !numbers.isEmpty {
        isInterval = true
      }
    case .range: isInterval = !numbers.isEmpty
    case .multiplier(let multiplier):
      if let last = multipliers.indices.last { multipliers[last] = multiplier }
    case .percent: isPercent = true
    case .times: isMultiple = true
    case .multiple(let digits):
      numbers.append(digits)
      multipliers.append(nil)
      signs.append("")
      isMultiple = true
      qualifier = qualifier ?? "about"
    case .filler: break
    }
  }

  /// `no more than` and `not less than` by their second word.
  private static func opposite(_ phrase: String) -> String {
    switch phrase {
    case "over": "up to"
    case "up to": "at least"
    default: phrase
    }
  }

  /// The ledger's notation of what was understood; not yet known to be readable.
  var notation: String {
    let ends = numbers.indices.map { index in
      let stated = signs[index]
      let sign = isMultiple ? "x" : isPercent && stated.isEmpty ? changeSign ?? "" : stated
      let multiplier = multipliers[index].map { " " + $0.rawValue } ?? ""
      return (isPercent || sign != "+" ? sign : "") + numbers[index] + multiplier
        + (isPercent && !isMultiple && index == numbers.count - 1 ? "%" : "")
    }
    return (isInterval ? "" : qualifier.map { $0 + " " } ?? "") + ends.joined(separator: "..")
  }
}
