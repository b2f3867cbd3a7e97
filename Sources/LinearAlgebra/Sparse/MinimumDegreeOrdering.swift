/// An order of elimination that keeps the factor of a sparse symmetric matrix sparse: minimum degree.
///
/// The matrix is given by cliques, sets of unknowns that share a row. Eliminating an unknown joins its cliques into one
/// (the quotient graph of George & Liu 1989, "The evolution of the minimum degree ordering algorithm", *SIAM Review*
/// 31, 1–19); degrees are exact, and a clique inside another is dropped. Of unknowns of one degree the one that got it
/// last comes first, so that the order depends on nothing else than the cliques.
struct MinimumDegreeOrdering {
  /// Unknowns in the order of elimination.
  private(set) var sequence: [Int] = []
  /// For each eliminated unknown, in that order, the unknowns left that its row of the factor reaches.
  private(set) var reached: [[Int]] = []

  private var cliques: [[Int]]
  /// Places of the living cliques of each unknown.
  private var cliquesOf: [[Int]]
  private var degrees: [Int]
  private var isGone: [Bool]
  private var buckets: [[Int]]
  private var marks: [Int]
  private var mark = 0

  init(count: Int, cliques: [[Int]]) {
    self.cliques = []
    cliquesOf = Array(repeating: [], count: count)
    degrees = Array(repeating: 0, count: count)
    isGone = Array(repeating: false, count: count)
    buckets = Array(repeating: [], count: count + 1)
    marks = Array(repeating: 0, count: count)
    var known: Set<[Int]> = []
    for clique in cliques where clique.count > 1 && known.insert(clique).inserted {
      for unknown in clique { cliquesOf[unknown].append(self.cliques.count) }
      self.cliques.append(clique)
    }
    sequence.reserveCapacity(count)
    reached.reserveCapacity(count)
    for unknown in stride(from: count - 1, through: 0, by: -1) { file(unknown) }
    var least = 0
    while sequence.count < count {
      guard let next = buckets[least].popLast() else {
        least += 1
        continue
      }
      guard !isGone[next], degrees[next] == least else { continue }
      least = min(least, eliminate(next))
    }
  }

  /// Joins the cliques of an unknown; the least degree among its neighbours.
  private mutating func eliminate(_ unknown: Int) -> Int {
    mark += 1
    marks[unknown] = mark
    var members: [Int] = []
    for place in cliquesOf[unknown] {
      for member in cliques[place] where marks[member] != mark {
        marks[member] = mark
        members.append(member)
      }
    }
    let joined = mark
    isGone[unknown] = true
    sequence.append(unknown)
    reached.append(members)
    for place in cliquesOf[unknown] { cliques[place] = [] }
    cliquesOf[unknown] = []
    let place = cliques.count
    cliques.append(members)
    // Cliques inside the new one say nothing that it does not say.
    for member in members {
      for other in cliquesOf[member] where !cliques[other].isEmpty {
        if cliques[other].allSatisfy({ marks[$0] == joined }) { cliques[other] = [] }
      }
    }
    var least = degrees.count
    for member in members {
      cliquesOf[member].removeAll { cliques[$0].isEmpty }
      cliquesOf[member].append(place)
    }
    for member in members {
      file(member)
      least = min(least, degrees[member])
    }
    return least
  }

  /// Counts the neighbours of an unknown and puts it with those that have as many.
  private mutating func file(_ unknown: Int) {
    mark += 1
    marks[unknown] = mark
    var degree = 0
    for place in cliquesOf[unknown] {
      for member in cliques[place] where marks[member] != mark {
        marks[member] = mark
        degree += 1
      }
    }
    degrees[unknown] = degree
    buckets[degree].append(unknown)
  }
}
