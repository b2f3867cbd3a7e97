/// An order of the series of one group that their names and the order of the statements have no say in.
///
/// Colours of unknowns are refined by the rows that link them (Weisfeiler & Lehman 1968; McKay & Piperno 2014): an
/// unknown starts with what it is, its year or run, and takes on what its rows say of it and of the unknowns at their
/// other ends, until no more of them can be told apart. Series that are still alike then are taken by name, one after
/// the other; almost always exchanging them leaves the same group.
struct CanonicalOrder {
  /// A row or bound: what it says, and in which role each unknown stands in it.
  struct Link {
    let signature: UInt64
    let roles: [UInt64]
    let unknowns: [Int]
  }

  /// The unknowns in canonical order.
  private(set) var order: [Int] = []
  /// Digest of the structure: equal for groups that are equal but for names.
  private(set) var digest: UInt64 = 0
  private let blocks: [[Int]]
  private let links: [Link]
  private var colours: [UInt64]

  /// Orders the unknowns of a group.
  ///
  /// - Parameters:
  ///   - signatures: what each unknown is.
  ///   - blocks: the unknowns of each series in the order of time; the blocks in the order of names.
  ///   - links: the rows and bounds.
  /// - Complexity: the length of all links, times a few rounds, times one more than the series alike.
  init(signatures: [UInt64], blocks: [[Int]], links: [Link]) {
    (self.blocks, self.links, colours) = (blocks, links, signatures)
    refine()
    var ranked = ranking()
    while let tie = zip(ranked, ranked.dropFirst()).first(where: { $0.0.colour == $0.1.colour }) {
      // Of those alike, the first by name is marked.
      var mark = StructureHash(tie.0.colour)
      mark.add(1)
      colours[blocks[tie.0.block][0]] = mark.value
      refine()
      ranked = ranking()
    }
    order = ranked.flatMap { blocks[$0.block] }
    var digest = StructureHash()
    for entry in ranked { digest.add(entry.colour) }
    self.digest = digest.value
  }

  /// The blocks by colour, then by name.
  private func ranking() -> [(colour: UInt64, block: Int)] {
    blocks.enumerated().map { number, unknowns in
      var colour = StructureHash()
      for unknown in unknowns { colour.add(colours[unknown]) }
      return (colour.value, number)
    }.sorted { $0 < $1 }
  }

  /// Refines the colours until no more unknowns are told apart.
  private mutating func refine() {
    var count = Set(colours).count
    while true {
      var sums = [UInt64](repeating: 0, count: colours.count)
      for link in links {
        // Sums of digests do not depend on the order of what is added.
        var ends: UInt64 = 0
        for (role, unknown) in zip(link.roles, link.unknowns) { ends &+= digest(role, colours[unknown]) }
        let whole = digest(link.signature, ends)
        for (role, unknown) in zip(link.roles, link.unknowns) { sums[unknown] &+= digest(role, whole) }
      }
      for unknown in colours.indices { colours[unknown] = digest(colours[unknown], sums[unknown]) }
      let refined = Set(colours).count
      if refined == count { return }
      count = refined
    }
  }

  private func digest(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var hash = StructureHash(first)
    hash.add(second)
    return hash.value
  }
}

extension CanonicalOrder.Link {
  /// What a row of the relative group says.
  init(_ row: LinearRow) {
    var signature = StructureHash(1)
    signature.add(row.target)
    signature.add(row.sigma)
    self.init(signature: signature.value, roles: row.coefficients.map(\.bitPattern), unknowns: row.indices)
  }

  /// What a statement of the relative group says.
  init(_ row: ObservationRow) {
    var signature = StructureHash(2)
    for number in [row.target, row.sigma] { signature.add(number) }
    for bound in [row.lower, row.upper] { signature.add(bound) }
    switch row.expression {
    case .logs(let terms):
      self.init(
        signature: signature.value,
        roles: terms.enumerated().flatMap { place, term in
          term.indices.map { _ in term.coefficient.bitPattern &+ UInt64(place) }
        },
        unknowns: row.expression.indices)
    case .difference(let plus, let minus, let scale):
      signature.add(scale)
      self.init(
        signature: signature.value, roles: plus.map { _ in 1 } + minus.map { _ in 2 },
        unknowns: row.expression.indices)
    }
  }

  /// What a bound says.
  init(_ bound: StructuralBound) {
    self.init(
      signature: 3, roles: bound.parts.map { _ in 1 } + bound.whole.map { _ in 2 },
      unknowns: bound.parts + bound.whole)
  }
}
