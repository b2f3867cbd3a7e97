/// The numbers, signs and words of a text that ought to be a figure.
struct FigureTokens {
  enum Token: Hashable {
    /// Digits with at most one point, as the notation wants them.
    case number(String)
    /// `+` or `-` before a number.
    case sign(String)
    /// A lower-case word or a symbol.
    case word(String)
  }

  private(set) var tokens: [Token] = []

  init(_ text: String) {
    let letters = Self.plain(text)
    var position = 0
    while position < letters.count {
      let letter = letters[position]
      var end = position + 1
      if letter.isWholeNumber, letter.isASCII {
        while end < letters.count, Self.continuesNumber(letters, at: end) { end += 1 }
        append(digits: String(letters[position..<end]))
      } else if letter == "." {
        while end < letters.count, letters[end] == "." { end += 1 }
        if end - position > 1 { tokens.append(.word("..")) }
      } else if letter == "+" || letter == "-" {
        let isHyphen = letter == "-" && end < letters.count && letters[end].isLetter
        if !isHyphen { appendSign(letter) }
      } else if letter.isLetter {
        while end < letters.count, letters[end].isLetter || Self.isCube(letters, at: end) {
          end += 1
        }
        tokens.append(.word(String(letters[position..<end])))
      } else if letter == ">" || letter == "<", end < letters.count, letters[end] == "=" {
        end += 1
        tokens.append(.word(String(letters[position..<end])))
      } else if "><≥≤~≈%$€£¥₽".contains(letter) {
        tokens.append(.word(String(letter)))
      }
      position = end
    }
    joinSpacedGroups()
  }

  /// Lower case, one kind of dash, of blank and of times sign.
  private static func plain(_ text: String) -> [Character] {
    text.lowercased().flatMap { letter in
      switch letter {
      case "…": ".."
      case "\u{2010}"..."\u{2015}", "\u{2212}": "-"
      case "×", "х": "x"  // the second one is Cyrillic
      case "％": "%"
      default: String(letter)
      }
    }
  }

  /// The 3 of `m3`.
  private static func isCube(_ letters: [Character], at position: Int) -> Bool {
    letters[position] == "³"
      || letters[position] == "3" && letters[position - 1] == "m"
        && (position < 2 || !letters[position - 2].isLetter)
  }

  /// A digit, or a point, comma or apostrophe between digits.
  private static func continuesNumber(_ letters: [Character], at position: Int) -> Bool {
    let letter = letters[position]
    if letter.isASCII, letter.isWholeNumber { return true }
    guard ".,'’".contains(letter), position + 1 < letters.count else { return false }
    return letters[position + 1].isASCII && letters[position + 1].isWholeNumber
  }

  /// Reads a comma as the decimal point where it does not group thousands.
  private mutating func append(digits text: String) {
    var digits = text.filter { $0 != "'" && $0 != "’" }
    let commas = digits.count { $0 == "," }
    let points = digits.count { $0 == "." }
    let groups: [Substring] = digits.split { !$0.isWholeNumber }
    let isGrouped = groups.dropFirst().allSatisfy { $0.count == 3 }
    if commas > 0, points > 0, let last = digits.lastIndex(where: { $0 == "," || $0 == "." }) {
      let decimal = digits[last]
      digits = String(digits.filter { $0.isWholeNumber || $0 == decimal }.map { $0 == decimal ? "." : $0 })
    } else if commas > 0 {
      digits =
        isGrouped && !digits.hasPrefix("0") ? digits.filter { $0 != "," } : String(digits.map { $0 == "," ? "." : $0 })
    } else if points > 1, isGrouped {
      digits = digits.filter { $0 != "." }
    }
    tokens.append(.number(digits))
  }

  /// A dash behind a number makes an interval, a plus there means "or more"; before a number both are its sign.
  private mutating func appendSign(_ sign: Character) {
    let followsNumber: Bool
    switch tokens.last {
    case .number: followsNumber = true
    case .word(let word):
      followsNumber = tokens.count > 1 && (word == "%" || FigureWord.meaning(of: word)?.isMultiplier == true)
    default: followsNumber = false
    }
    switch (followsNumber, sign) {
    case (true, "-"): tokens.append(.word(".."))
    case (true, _): tokens.append(.word(">"))
    default: tokens.append(.sign(String(sign)))
    }
  }

  /// `1 200 000` is one number.
  private mutating func joinSpacedGroups() {
    var joined: [Token] = []
    for token in tokens {
      if case .number(let head)? = joined.last, case .number(let group) = token, !head.contains("."),
        group.prefix(while: { $0 != "." }).count == 3
      {
        joined[joined.count - 1] = .number(head + group)
      } else {
        joined.append(token)
      }
    }
    tokens = joined
  }
}

extension FigureWord {
  var isMultiplier: Bool { if case .multiplier = self { true } else { false } }
}
