/// How firmly a figure was stated: the words before it.
public enum Qualifier: String, CaseIterable, Hashable, Sendable {
  /// "amounted to 5.8 billion".
  case exact
  /// "about", "approximately", "nearly" before a level.
  case about
  /// "almost", "approaching", "nearly" before a multiple: at most the figure, and close to it.
  case almost
  /// "over", "more than", "exceeded": at least the figure, and close to it.
  case over
  /// "at least".
  case atLeast = "at least"
  /// "up to".
  case upTo = "up to"
  /// "250–300 million": between two figures.
  case interval

  /// The words that mean this qualifier in the ledger's notation; the first one is printed.
  ///
  /// `nearly` is not among them: it means `about` before a level and `almost` before a multiple.
  public var words: [String] {
    switch self {
    case .exact, .interval: []
    case .about: ["about", "approximately", "around"]
    case .almost: ["almost", "approaching"]
    case .over: ["over", "more than", "exceeded", "exceeding"]
    case .atLeast: ["at least", "no less than", "not less than"]
    case .upTo: ["up to", "no more than", "not more than", "at most"]
    }
  }
}
