import Foundation
import TradeSeries

extension AdjustmentModel {
  /// The linked groups, in the order of their first unknown; unknowns of `linked` are taken as linked too.
  func groups(linking linked: [Int] = []) -> [LinkedGroup] {
    var links = DisjointSets(count: unknowns.count)
    links.join(linked)
    for row in priorRows { links.join(row.indices) }
    for row in observations { links.join(row.expression.indices) }
    for bound in bounds { links.join(bound.parts + bound.whole) }
    // Even without a word on their sum, the draws of exports and imports are added up: they must be as many.
    let pairs = turnoverPairs()
    for pair in pairs { links.join([pair.exports, pair.imports]) }
    let members = links.members()
    let groupOf = Dictionary(
      uniqueKeysWithValues: members.enumerated().flatMap { number, group in group.map { ($0, number) } })
    let local = Dictionary(
      uniqueKeysWithValues: members.flatMap { $0.enumerated().map { position, unknown in (unknown, position) } })
    let map = { (unknown: Int) in local[unknown] ?? 0 }
    var parts = [GroupParts](repeating: GroupParts(), count: members.count)
    for row in priorRows {
      var own = row
      own.indices = row.indices.map(map)
      parts[groupOf[row.indices[0]] ?? 0].priorRows.append(own)
    }
    for row in observations {
      var own = row
      own.expression = row.expression.reindexed(map)
      parts[groupOf[row.expression.indices[0]] ?? 0].observations.append(own)
    }
    for bound in bounds {
      parts[groupOf[bound.parts[0]] ?? 0].bounds.append(
        StructuralBound(parts: bound.parts.map(map), whole: bound.whole.map(map)))
    }
    for pair in pairs {
      parts[groupOf[pair.exports] ?? 0].pairs.append(
        TurnoverPair(
          exports: map(pair.exports), imports: map(pair.imports), triple: pair.triple, period: pair.period))
    }
    var twins: [UInt64: Int] = [:]
    return zip(members, parts).map { unknowns, parts in
      let group = group(unknowns, parts)
      let order = canonicalOrder(of: group)
      var stream = StructureHash(order.digest)
      stream.add(twins[order.digest, default: 0])
      twins[order.digest, default: 0] += 1
      return group.reordered(order.order, stream: stream.value)
    }
  }

  /// A group in the order of names.
  private func group(_ unknowns: [Int], _ parts: GroupParts) -> LinkedGroup {
    var levels: [UnitOfMeasure: [Double]] = [:]
    for row in parts.observations {
      guard let level = row.statedLevel(where: { unit(of: unknowns[$0]) != nil }),
        let unit = unit(of: unknowns[level.unknown])
      else { continue }
      levels[unit, default: []].append(level.log)
    }
    // The lower median: a stated level itself, not a mean that rounds.
    let typical = levels.mapValues { $0.sorted()[($0.count - 1) / 2] }
    let offsets = unknowns.map { unknown in
      unit(of: unknown).map { typical[$0] ?? log(hyperparameters.defaultLevel) } ?? 0
    }
    var (priorRows, start) = (parts.priorRows, unknowns.map { self.start[$0] })
    for (position, unknown) in unknowns.enumerated() where isLevelLinked(unknown) {
      start[position] = offsets[position]
    }
    for number in priorRows.indices where priorRows[number].isLevel {
      let position = priorRows[number].indices[0]
      if isLevelLinked(unknowns[position]) { priorRows[number].target = offsets[position] }
    }
    return LinkedGroup(
      unknowns: unknowns, priorRows: priorRows, observations: parts.observations, bounds: parts.bounds,
      pairs: parts.pairs, start: start, offsets: offsets, stream: 0)
  }

  private func canonicalOrder(of group: LinkedGroup) -> CanonicalOrder {
    let relative = group.relative
    var blocks: [[Int]] = []
    var owner: Int?
    for (position, unknown) in group.unknowns.enumerated() {
      let own = baseSeries(of: unknown)
      if own != nil, own == owner {
        blocks[blocks.count - 1].append(position)
      } else {
        blocks.append([position])
      }
      owner = own
    }
    return CanonicalOrder(
      signatures: zip(group.unknowns, group.offsets).map(signature), blocks: blocks,
      links: relative.priorRows.map(CanonicalOrder.Link.init) + relative.observations.map(CanonicalOrder.Link.init)
        + relative.bounds.map(CanonicalOrder.Link.init))
  }

  /// What an unknown is, but for the names of areas, products and entities.
  private func signature(of number: Int, offset: Double) -> UInt64 {
    var signature = StructureHash()
    switch unknowns[number] {
    case .year(_, let year):
      signature.add(1)
      signature.add(year)
    case .run(_, let run):
      signature.add(2)
      signature.add(run.firstMonth)
      signature.add(run.monthCount)
    case .stock(_, let date):
      signature.add(3)
      signature.add(date.dayNumber)
    case .drift: signature.add(4)
    case .originBias: signature.add(5)
    }
    if let series = baseSeries(of: number) {
      signature.add(self.series[series].identity.key.indicator)
      // Amounts of money have one unit; groups alike in everything but their size are told apart by it.
      if self.series[series].identity.unit.kind == .money { signature.add(NumberGrid.coarse(offset)) }
    }
    return signature.value
  }

  private func baseSeries(of unknown: Int) -> Int? {
    switch unknowns[unknown] {
    case .year(let series, _), .run(let series, _), .stock(let series, _), .drift(let series): series
    case .originBias: nil
    }
  }

  /// Unit of account of an unknown that is the log of a quantity.
  private func unit(of unknown: Int) -> UnitOfMeasure? {
    switch unknowns[unknown] {
    case .year(let series, _), .run(let series, _), .stock(let series, _): self.series[series].identity.unit
    case .drift, .originBias: nil
    }
  }

  private func isLevelLinked(_ unknown: Int) -> Bool {
    unit(of: unknown) != nil && baseSeries(of: unknown).map { series[$0].isLevelLinked } == true
  }

  private func turnoverPairs() -> [TurnoverPair] {
    unknowns.enumerated().compactMap { position, unknown in
      let (number, partner, period): (Int, (Int) -> Unknown, Period?)
      switch unknown {
      case .year(let series, let year):
        (number, partner, period) = (series, { .year(series: $0, year) }, try? Period(year: year))
      case .run(let series, let run): (number, partner, period) = (series, { .run(series: $0, run) }, run)
      case .stock, .drift, .originBias: return nil
      }
      let triple = TradeTriple(of: series[number].identity)
      guard series[number].identity == triple.exports,
        case .sum(_, let imports) = index.compositions[triple.turnover],
        let other = index.positions[partner(imports)]
      else { return nil }
      return TurnoverPair(exports: position, imports: other, triple: number, period: period)
    }
  }
}

private struct GroupParts {
  var priorRows: [LinearRow] = []
  var observations: [ObservationRow] = []
  var bounds: [StructuralBound] = []
  var pairs: [TurnoverPair] = []
}

extension AdjustmentModel {
  /// The series that an unknown belongs to.
  func identity(of unknown: Int) -> SeriesIdentity {
    switch unknowns[unknown] {
    case .year(let number, _), .run(let number, _), .stock(let number, _), .drift(let number): series[number].identity
    case .originBias(_, let identity): identity
    }
  }

  /// The series that a group's unknowns belong to, sorted.
  func seriesKeys(of group: LinkedGroup) -> [SeriesKey] {
    group.unknowns.map { identity(of: $0).key }.uniqued().sorted()
  }
}
