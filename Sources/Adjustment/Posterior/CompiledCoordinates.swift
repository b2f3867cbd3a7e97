import CSamplingKernels

/// Arrays that stay where they are, for C structures that point to them; freed with this object.
///
/// They are written once, before anyone else sees them.
final class FixedArrays: @unchecked Sendable {
  private var allocations: [UnsafeMutableRawPointer] = []

  /// Keeps a copy of an array, aligned to 64 bytes.
  func keep<Element: BitwiseCopyable>(_ array: [Element]) -> UnsafePointer<Element> {
    let bytes = max(array.count, 1) * MemoryLayout<Element>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    array.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count) }
    allocations.append(memory)
    return UnsafePointer(memory.bindMemory(to: Element.self, capacity: max(array.count, 1)))
  }

  deinit { for memory in allocations { memory.deallocate() } }
}

/// Places in the values of a block, `[θ, φ, sums]` of its own unknowns and pairs, for those of the group.
struct BlockPlaces {
  let unknowns: [Int]
  /// Where the logs of the block's pairs stand in the group's values.
  let sums: [Int]
  /// Number of unknowns of the group.
  let groupCount: Int
  private let positions: [Int: Int]

  init(_ unknowns: [Int], steps: [CoordinateStep], groupCount: Int) {
    (self.unknowns, self.groupCount) = (unknowns, groupCount)
    sums = steps.compactMap { step in
      if case .pair(let pair) = step { return pair.sum }
      return nil
    }
    var positions = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    for (number, sum) in sums.enumerated() { positions[sum] = 2 * unknowns.count + number }
    self.positions = positions
  }

  /// Of each of the block's values, its place among the group's.
  var groupPlaces: [Int] { unknowns + unknowns.map { groupCount + $0 } + sums }

  /// The block's place for one of the group that is the block's own.
  func own(_ place: Int) -> Int {
    if place >= groupCount, place < 2 * groupCount { return unknowns.count + own(place - groupCount) }
    guard let position = positions[place] else { preconditionFailure("place \(place) is another block's") }
    return position
  }
}

/// The way from φ to θ of some unknowns and back, in the places of a block.
final class CompiledCoordinates: @unchecked Sendable {
  let places: BlockPlaces
  /// What the C functions read.
  let structure: sampling_coordinates
  private let arrays = FixedArrays()
  private let stepOf: [Int: Int]

  /// All that the steps set or read must be among the unknowns; the steps stand in order.
  init(_ unknowns: [Int], steps: [CoordinateStep], groupCount: Int) {
    let places = BlockPlaces(unknowns, steps: steps, groupCount: groupCount)
    var stepOf: [Int: Int] = [:]
    for (number, step) in steps.enumerated() {
      for unknown in step.unknowns { stepOf[unknown] = number }
    }
    (self.places, self.stepOf) = (places, stepOf)
    structure = sampling_coordinates(
      count: Int32(unknowns.count), sum_count: Int32(places.sums.count),
      plain_count: Int32(unknowns.count { stepOf[$0] == nil }), step_count: Int32(steps.count),
      plain: arrays.keep(unknowns.indices.filter { stepOf[unknowns[$0]] == nil }.map { Int32($0) }),
      steps: arrays.keep(steps.map { $0.compiled(places.own) }))
  }

  /// A part of the way, as C reads it; `arrays` keeps what it points to.
  func compiled(_ support: CoordinateSupport, _ arrays: FixedArrays) -> sampling_support {
    let plain = support.unknowns.filter { stepOf[$0] == nil }
    return sampling_support(
      position_count: Int32(support.unknowns.count), plain_count: Int32(plain.count),
      step_count: Int32(support.steps.count),
      positions: arrays.keep(support.unknowns.map { Int32(places.own($0)) }),
      plain: arrays.keep(plain.map { Int32(places.own($0)) }),
      steps: arrays.keep(support.steps.map { Int32(stepOf[$0.unknown] ?? 0) }))
  }

  /// Sets θ and the sums, given φ; returns what ``pullBack(_:_:)`` needs.
  func refresh(_ values: inout [Double]) -> [sampling_state] {
    var states = [sampling_state](repeating: sampling_state(), count: Int(structure.step_count))
    withUnsafePointer(to: structure) { sampling_refresh($0, &values, &states) }
    return states
  }

  /// Adds what a gradient over θ and the sums means for φ, and clears those parts.
  func pullBack(_ gradient: inout [Double], _ states: [sampling_state]) {
    withUnsafePointer(to: structure) { sampling_pull_back($0, states, &gradient) }
  }
}

extension CoordinateStep {
  /// All unknowns that it sets.
  fileprivate var unknowns: [Int] {
    switch self {
    case .pair(let pair): [pair.first, pair.second]
    case .follower(let unknown, _): [unknown]
    }
  }

  /// The step as C reads it, its places mapped.
  fileprivate func compiled(_ own: (Int) -> Int) -> sampling_step {
    var step = sampling_step()
    switch self {
    case .follower(let unknown, let origin):
      step.first = Int32(own(unknown))
      (step.origin, step.ratio) = (Int32(own(origin.place)), origin.ratio)
    case .pair(let pair):
      step.is_pair = 1
      let anchor =
        switch pair.anchor {
        case .sum: sampling_sum
        case .first: sampling_first
        case .second: sampling_second
        }
      step.anchor = Int32(anchor)
      (step.first, step.second, step.sum) = (Int32(own(pair.first)), Int32(own(pair.second)), Int32(own(pair.sum)))
      (step.origin, step.ratio) = (pair.origin.map { Int32(own($0.place)) } ?? -1, pair.origin?.ratio ?? 0)
      step.has_tie = pair.tie == nil ? 0 : 1
      if let tie = pair.tie { step.tie = tie.compiled(own) }
    }
    return step
  }
}
