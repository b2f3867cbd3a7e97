/// Sets that grow together: union by smaller root with path halving (Tarjan & van Leeuwen 1984).
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  /// The smallest-numbered root of an element's set.
  mutating func root(of element: Int) -> Int {
    var current = element
    while parents[current] != current {
      parents[current] = parents[parents[current]]
      current = parents[current]
    }
    return current
  }

  /// Joins the sets of all elements.
  mutating func join(_ elements: some Sequence<Int>) {
    var first: Int?
    for element in elements {
      let own = root(of: element)
      guard let known = first else {
        first = own
        continue
      }
      parents[max(own, known)] = min(own, known)
      first = min(own, known)
    }
  }

  /// The sets, each sorted, in the order of their first elements.
  mutating func members() -> [[Int]] {
    var sets: [[Int]] = []
    var position: [Int: Int] = [:]
    for element in parents.indices {
      let own = root(of: element)
      if let known = position[own] {
        sets[known].append(element)
      } else {
        position[own] = sets.count
        sets.append([element])
      }
    }
    return sets
  }
}
