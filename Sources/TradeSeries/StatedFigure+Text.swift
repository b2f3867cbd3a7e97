extension StatedFigure: CustomStringConvertible {
  /// Reads the ledger's notation, such as `about 2.7 million`, `250..300 million`, `over x1.6`, `almost +15%`, `49%`.
  ///
  /// A minus sign before a quantity, `-18.8 million`, is a deficit: each end of an interval has its own.
  ///
  /// - Throws: the fault, as a ``StatedFigureError``.
  public init(parsing text: some StringProtocol) throws(StatedFigureError) {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard let start = words.firstIndex(where: Self.startsNumber) else {
      throw words.isEmpty ? .empty : .unknownWord(words.joined(separator: " "))
    }
    let phrase = words[..<start].joined(separator: " ")
    let ends = words[start...].joined(separator: " ").split(separator: "..", omittingEmptySubsequences: false)
    switch ends.count {
    case 1:
      let end = try NumberText(ends[0])
      let form = end.form
      let qualifier = try Self.qualifier(phrase, before: form)
      try self.init(qualifier: qualifier, form: form, end.signed(multiplier: nil))
    case 2:
      guard phrase.isEmpty || phrase == "between" else { throw .qualifiedInterval(phrase) }
      for end in ends where end.allSatisfy({ $0 == " " }) { throw .unreadableNumber(ends.joined(separator: "..")) }
      let low = try NumberText(ends[0])
      let high = try NumberText(ends[1]).completed(by: low)
      try self.init(
        form: high.form, from: low.completed(by: high).signed(multiplier: high.multiplier),
        to: high.signed(multiplier: nil))
    default: throw .unreadableNumber(String(text))
    }
  }

  /// The ledger's notation; reading it back gives an equal figure.
  public var description: String {
    let phrase = qualifier.words.first.map { $0 + " " } ?? ""
    guard let second else { return phrase + Self.text(first, form: form) }
    let isShared = first.number.multiplier == second.number.multiplier
    let low = Self.sign(first, form) + (isShared ? first.number.digits : first.number.description)
    let upper = Self.text(second, form: form)
    return low + ".." + (form == .multiple ? upper.dropFirst() : upper[...])
  }

  static func text(_ number: Signed, form: Form) -> String {
    sign(number, form) + number.number.description + (form == .change || form == .share ? "%" : "")
  }

  private static func sign(_ number: Signed, _ form: Form) -> String {
    switch form {
    case .level: number.isNegative ? "-" : ""
    case .share: ""
    case .multiple: "x"
    case .change: number.isNegative ? "-" : "+"
    }
  }

  private static func startsNumber(_ word: String) -> Bool {
    guard let first = word.first else { return false }
    return first.isASCII && (first.isNumber || first == "+" || first == "-")
      || word.hasPrefix("x") && word.dropFirst().first?.isNumber == true
  }

  private static func qualifier(_ phrase: String, before form: Form) throws(StatedFigureError) -> Qualifier {
    if phrase.isEmpty { return .exact }
    if phrase == "nearly" { return form == .multiple ? .almost : .about }
    guard let qualifier = Qualifier.allCases.first(where: { $0.words.contains(phrase) }) else {
      throw .unknownWord(phrase)
    }
    return qualifier
  }
}

/// One end of a figure, split into sign, digits, multiplier and per cent.
private struct NumberText {
  var sign: Character?
  let digits: Substring
  var multiplier: StatedNumber.Multiplier?
  var isPercent: Bool

  init(_ text: Substring) throws(StatedFigureError) {
    let words = text.split(separator: " ")
    guard var head = words.first, words.count <= 2 else {
      throw .unreadableNumber(String(text))
    }
    if let first = head.first, "x+-".contains(first) {
      sign = first
      head = head.dropFirst()
    }
    isPercent = head.last == "%"
    if isPercent { head = head.dropLast() }
    digits = head
    guard words.count == 2 else { return }
    if words[1] == "%", !isPercent {
      isPercent = true
      return
    }
    guard let multiplier = StatedNumber.Multiplier(rawValue: String(words[1])) else {
      throw .unknownWord(String(words[1]))
    }
    guard !isPercent, sign == nil || sign == "-" else { throw .unreadableNumber(String(text)) }
    self.multiplier = multiplier
  }

  var form: StatedFigure.Form {
    if sign == "x" { return .multiple }
    if isPercent { return sign == nil ? .share : .change }
    return .level
  }

  /// What one end of an interval leaves to be read from the other: its sign and its per cent.
  ///
  /// The sign of a level is its own: `-200..100 million` runs from below zero to above it.
  func completed(by other: NumberText) -> NumberText {
    var completed = self
    let isLevel = !isPercent && !other.isPercent && sign != "x" && other.sign != "x"
    completed.sign = isLevel ? sign : sign ?? other.sign
    completed.isPercent = isPercent || other.isPercent
    return completed
  }

  func signed(multiplier fallback: StatedNumber.Multiplier?) throws(StatedFigureError) -> StatedFigure.Signed {
    guard sign != "+" || isPercent, !(sign == "x" && isPercent) else {
      throw .unreadableNumber("\(sign.map(String.init) ?? "")\(digits)\(isPercent ? "%" : "")")
    }
    let number = try StatedNumber(digits: digits, multiplier: multiplier ?? fallback)
    return StatedFigure.Signed(number, isNegative: sign == "-")
  }
}
