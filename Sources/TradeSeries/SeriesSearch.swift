/// Finds a series by its key or by a shorter form that only it has.
///
/// The full key is `reporter/partner/indicator[/product[/entity]]`. A shorter form leaves values out, keeps their order
/// and ignores case: `TR/turnover`, `cn/food`, `BUTB`. Of several that fit, the one with the fewest values that were
/// left out is meant.
public struct SeriesSearch: Sendable {
  /// What a form stands for.
  public enum Outcome: Hashable, Sendable {
    /// One series.
    case found(SeriesKey)
    /// Several, sorted.
    case ambiguous([SeriesKey])
    /// None; the keys nearest to the form, at most five.
    case unknown(nearest: [SeriesKey])
  }

  private let keys: [SeriesKey]

  /// A search among keys, in any order.
  public init(_ keys: some Sequence<SeriesKey>) { self.keys = Set(keys).sorted() }

  /// What `form` stands for.
  ///
  /// - Complexity: O(keys · length²).
  public func find(_ form: String) -> Outcome {
    if let exact = keys.first(where: { $0.description == form }) { return .found(exact) }
    let wanted = form.lowercased().split(separator: "/").map(String.init)
    guard !wanted.isEmpty else { return .unknown(nearest: Array(keys.prefix(5))) }
    let fits = keys.compactMap { key -> (key: SeriesKey, leftOut: Int)? in
      let values = Self.values(of: key)
      var rest = values[...]
      for value in wanted {
        guard let place = rest.firstIndex(of: value) else { return nil }
        rest = rest[(place + 1)...]
      }
      return (key, values.count - wanted.count)
    }
    guard let least = fits.map(\.leftOut).min() else { return .unknown(nearest: nearest(to: form.lowercased())) }
    let best = fits.filter { $0.leftOut == least }.map(\.key)
    return best.count == 1 ? .found(best[0]) : .ambiguous(best)
  }

  private static func values(of key: SeriesKey) -> [String] {
    key.fields.filter { !$0.isEmpty }.map { $0.lowercased() }
  }

  private func nearest(to form: String) -> [SeriesKey] {
    let ranked = keys.map { (key: $0, distance: editDistance($0.description.lowercased(), form)) }
      .sorted { $0.distance == $1.distance ? $0.key < $1.key : $0.distance < $1.distance }
    return ranked.prefix(5).map(\.key)
  }
}
