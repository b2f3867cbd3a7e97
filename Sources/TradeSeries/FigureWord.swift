/// What a word around a figure means, in the notation's own words and in the ones people write instead.
enum FigureWord: Hashable {
  case qualifier(String)
  /// `no`, `not`: turns the qualifier behind it.
  case not
  /// `up`: upward before a number, part of `up to`.
  case up
  case upward
  case downward
  case to
  /// Between the ends of an interval.
  case range
  case multiplier(StatedNumber.Multiplier)
  case percent
  case times
  /// `doubled` and the like: a multiple without digits.
  case multiple(String)
  case filler

  /// The meaning of a lower-case word, of the nearest known one when it is misspelt; `nil` when none is near.
  static func meaning(of word: String) -> FigureWord? {
    if let meaning = known[word] { return meaning }
    let allowance = word.count >= 8 ? 2 : word.count >= 4 ? 1 : 0
    guard allowance > 0 else { return nil }
    let near = spelled.map { (distance: editDistance(word, $0), word: $0) }
      .filter { $0.distance <= allowance && $0.word.count >= 4 }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    return near.flatMap { known[$0.word] }
  }

  private static let spelled = known.keys.sorted()

  private static let known: [String: FigureWord] = {
    var known: [String: FigureWord] = [:]
    for (words, meaning) in vocabulary {
      for word in words.split(separator: " ") { known[String(word)] = meaning }
    }
    return known
  }()

  private static let vocabulary: [(words: String, meaning: FigureWord)] = [
    ("about approximately approx appr around circa ca roughly some close ~ ≈", .qualifier("about")),
    ("nearly", .qualifier("nearly")),
    ("almost approaching", .qualifier("almost")),
    ("over more exceeded exceeding exceeds excess above greater upwards >", .qualifier("over")),
    ("least minimum min ≥ >=", .qualifier("at least")),
    ("less under below most maximum max < ≤ <=", .qualifier("up to")),
    ("no not", .not),
    ("up", .up),
    ("increase increased increases rise rose grew growth grown gain gained plus", .upward),
    ("down decrease decreased decline declined fell fall drop dropped minus", .downward),
    ("to", .to),
    (".. and - between", .range),
    ("thousand thousands thsd thous tsd k", .multiplier(.thousand)),
    ("million millions mln mio mill mn m", .multiplier(.million)),
    ("billion billions bln bn b milliard milliards mlrd mrd", .multiplier(.billion)),
    ("trillion trillions trln trn tn", .multiplier(.trillion)),
    ("% percent percentage cent pct", .percent),
    ("times fold x", .times),
    ("halved", .multiple("0.5")),
    ("doubled twofold twice", .multiple("2")),
    ("tripled trebled threefold", .multiple("3")),
    ("quadrupled fourfold", .multiple("4")),
    (
      "a an the of by at in is was were than per from for with amounted reached worth total level further only just "
        + "usd us dollar dollars eur euro euros cny rmb yuan byn rub rouble roubles ruble rubles try lira inr rupees "
        + "$ € £ ¥ ₽ m3 m³ t ton tons tonne tonnes unit units piece pieces cubic metres meters", .filler
    ),
  ]
}
