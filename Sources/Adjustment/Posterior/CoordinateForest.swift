/// Chooses what each pair is anchored on, and what it is measured from: the sharpest rows become straight.
///
/// Rows that fix one quantity, or tie one to another, are the edges of a graph over pairs, single unknowns and one root
/// for all that is fixed. Its spanning tree of least σ (Kruskal 1956) tells each pair's anchor: what the edge towards the
/// root speaks of. A row outside the tree closes a cycle: the pair of it that comes last has its logit measured from what
/// that row implies. What is left over stays curved.
struct CoordinateForest {
  /// What a row speaks of: a quantity of a node.
  private struct End {
    let node: Int
    let quantity: SummedPair.Quantity
  }

  /// A row that ties a quantity to another, or to a number: `first = ratio · second + constant`.
  private struct Edge {
    let ends: (End, End?)
    let ratio: Double
    let constant: Double
    let sigma: Double

    /// The same solved for the second end.
    var reversed: Edge? {
      ends.1.map { Edge(ends: ($0, ends.0), ratio: 1 / ratio, constant: -constant / ratio, sigma: sigma) }
    }
  }

  private let pairs: [TurnoverPair]
  /// For every unknown, its node: pairs come first, then single unknowns.
  private let nodeOf: [Int]
  private let unknownOf: [Int]
  private var edges: [Edge] = []
  private var hasStatedSum: [Bool]
  /// σ from which a belief about how trade moves ties two unknowns together.
  private static let sharpBelief = 0.2
  /// σ taken for how closely exports follow those of the year before.
  private static let yearlyDeviation = 0.3
  /// σ up to which a row outside the tree moves a logit.
  private static let sharpTie = 0.02

  init(_ group: LinkedGroup, pairs: [TurnoverPair]) {
    self.pairs = pairs
    var nodeOf = [Int](repeating: -1, count: group.count)
    for (number, pair) in pairs.enumerated() {
      nodeOf[pair.exports] = number
      nodeOf[pair.imports] = number
    }
    var unknownOf = pairs.map(\.exports)
    for unknown in nodeOf.indices where nodeOf[unknown] < 0 {
      nodeOf[unknown] = unknownOf.count
      unknownOf.append(unknown)
    }
    (self.nodeOf, self.unknownOf) = (nodeOf, unknownOf)
    hasStatedSum = Array(repeating: false, count: pairs.count)
    for row in group.observations {
      if case .logs(let terms) = row.expression { add(terms, target: row.target, sigma: row.sigma) }
    }
    for row in group.priorRows { addBelief(row) }
    addNeighbours()
    // Of equally sharp rows, those that fix a quantity come first.
    edges = edges.enumerated().sorted {
      ($0.element.sigma, $0.element.ends.1 == nil ? 0 : 1, $0.offset)
        < ($1.element.sigma, $1.element.ends.1 == nil ? 0 : 1, $1.offset)
    }.map(\.element)
  }

  /// Steps from φ to θ in an order in which origins come first; the logs of sums start at `sums` in the values.
  func steps(sums: Int) -> [CoordinateStep] {
    let root = unknownOf.count
    var sets = DisjointSets(count: root + 1)
    var tree = [[Edge]](repeating: [], count: root + 1)
    var others: [Edge] = []
    for edge in edges {
      let (one, other) = (edge.ends.0.node, edge.ends.1?.node ?? root)
      guard sets.root(of: one) != sets.root(of: other) else {
        others.append(edge)
        continue
      }
      sets.join([one, other])
      tree[other].append(edge)
      if let reversed = edge.reversed { tree[one].append(reversed) }
    }
    var growth = Growth(sums: sums, ranks: Array(repeating: -1, count: root + 1))
    grow(&growth, from: root, tree)
    for pair in pairs.indices.filter({ hasStatedSum[$0] }) + Array(pairs.indices) where growth.ranks[pair] < 0 {
      attach(pair, hasStatedSum[pair] ? .sum : .first, to: nil, &growth)
      grow(&growth, from: pair, tree)
    }
    for edge in others where edge.sigma < Self.sharpTie { tie(edge, &growth) }
    return growth.steps
  }

  private struct Growth {
    let sums: Int
    /// When each node was attached, or −1.
    var ranks: [Int]
    var nextRank = 0
    var steps: [CoordinateStep] = []
    /// The step of each pair.
    var stepOf: [Int: Int] = [:]
    /// Single unknowns that move with a pair.
    var followers: Set<Int> = []

    func pair(_ node: Int) -> SummedPair? {
      guard let step = stepOf[node], case .pair(let pair) = steps[step] else { return nil }
      return pair
    }
  }

  /// Attaches all that the tree ties to a node, and what it ties to them.
  private func grow(_ growth: inout Growth, from start: Int, _ tree: [[Edge]]) {
    growth.ranks[start] = growth.nextRank
    growth.nextRank += 1
    var queue = [start]
    var next = 0
    while next < queue.count {
      let parent = queue[next]
      next += 1
      for edge in tree[parent] where growth.ranks[edge.ends.0.node] < 0 {
        attach(edge.ends.0.node, edge.ends.0.quantity, to: origin(edge, growth), &growth)
        queue.append(edge.ends.0.node)
      }
    }
  }

  /// What the first end of an edge is measured from, if there is a second one, and the node that it belongs to.
  private func origin(_ edge: Edge, _ growth: Growth) -> (node: Int, origin: CoordinateOrigin)? {
    edge.ends.1.map { end in
      let place = growth.pair(end.node)?.place(of: end.quantity) ?? unknownOf[end.node]
      return (end.node, CoordinateOrigin(place: place, ratio: edge.ratio))
    }
  }

  private func attach(
    _ node: Int, _ quantity: SummedPair.Quantity, to parent: (node: Int, origin: CoordinateOrigin)?,
    _ growth: inout Growth
  ) {
    growth.ranks[node] = growth.nextRank
    growth.nextRank += 1
    if node < pairs.count {
      let pair = SummedPair(
        first: pairs[node].exports, second: pairs[node].imports, sum: growth.sums + growth.stepOf.count,
        anchor: quantity, origin: parent?.origin)
      growth.stepOf[node] = growth.steps.count
      growth.steps.append(.pair(pair))
    } else if let parent, growth.stepOf[parent.node] != nil || growth.followers.contains(parent.node) {
      growth.followers.insert(node)
      growth.steps.append(.follower(unknownOf[node], parent.origin))
    }
  }

  /// Measures the logit of the later end of an edge outside the tree from what the edge implies.
  private func tie(_ edge: Edge, _ growth: inout Growth) {
    let isLater = edge.ends.1.map { growth.ranks[edge.ends.0.node] > growth.ranks[$0.node] } ?? true
    guard let edge = isLater ? edge : edge.reversed, let step = growth.stepOf[edge.ends.0.node],
      var pair = growth.pair(edge.ends.0.node), pair.tie == nil, pair.anchor != edge.ends.0.quantity
    else { return }
    pair.tie = LogitTie(
      anchor: pair.anchor, quantity: edge.ends.0.quantity, constant: edge.constant,
      origin: origin(edge, growth)?.origin)
    growth.steps[step] = .pair(pair)
  }

  private func end(of indices: [Int]) -> End? {
    let node = nodeOf[indices[0]]
    guard indices.allSatisfy({ nodeOf[$0] == node }) else { return nil }
    if indices.count == 2 { return End(node: node, quantity: .sum) }
    return End(node: node, quantity: node < pairs.count && indices[0] == pairs[node].imports ? .second : .first)
  }

  private mutating func add(_ terms: [LogSumTerm], target: Double, sigma: Double) {
    let ends = terms.map { end(of: $0.indices) }
    for case let end? in ends where end.quantity == .sum { hasStatedSum[end.node] = true }
    guard let one = ends[0] else { return }
    let factor = terms[0].coefficient
    if terms.count == 1 {
      edges.append(Edge(ends: (one, nil), ratio: 0, constant: target / factor, sigma: sigma / abs(factor)))
    } else if terms.count == 2, let other = ends[1], one.node != other.node {
      edges.append(
        Edge(
          ends: (one, other), ratio: -terms[1].coefficient / factor, constant: target / factor,
          sigma: sigma / abs(factor)))
    }
  }

  /// A run follows its year: the rest of such a row says how the year is tilted, and is small.
  private mutating func addBelief(_ row: LinearRow) {
    let order = row.indices.indices.sorted { abs(row.coefficients[$0]) > abs(row.coefficients[$1]) }
    guard order.count >= 2 else { return }
    let (one, other) = (order[0], order[1])
    let rest = order.dropFirst(2).reduce(0) { $0 + abs(row.coefficients[$1]) }
    let sigma = row.sigma / abs(row.coefficients[one])
    guard sigma < Self.sharpBelief, rest < abs(row.coefficients[other]) / 2 else { return }
    add(
      [one, other].map { LogSumTerm(coefficient: row.coefficients[$0], indices: [row.indices[$0]]) },
      target: row.target, sigma: row.sigma)
  }

  /// Ties each year to the year before by exports.
  private mutating func addNeighbours() {
    var years: [Int: [(year: Int, pair: Int)]] = [:]
    for (number, pair) in pairs.enumerated() {
      guard let triple = pair.triple, let period = pair.period, period.isYear else { continue }
      years[triple, default: []].append((period.firstYear, number))
    }
    for triple in years.keys.sorted() {
      let sorted = (years[triple] ?? []).sorted { $0.year < $1.year }
      for (earlier, later) in zip(sorted, sorted.dropFirst()) where later.year == earlier.year + 1 {
        edges.append(
          Edge(
            ends: (End(node: later.pair, quantity: .first), End(node: earlier.pair, quantity: .first)), ratio: 1,
            constant: 0, sigma: Self.yearlyDeviation))
      }
    }
  }
}
