/// The test statistics of one response: the same code for the data and for what is simulated.
struct BreakStatistics {
  let squares: SegmentSquares
  let partitions: [BreakPartition]
  let width: Int
  let minimalSegment: Int
  let rounding: Double

  func supF(_ number: Int) -> Double? {
    let (whole, parts) = (partitions[0].squares, partitions[number].squares)
    return ratio(whole - parts, over: Double(number), parts, segments: number + 1, whole: whole)
  }

  var udMax: Double? { (1..<partitions.count).compactMap(supF).max() }

  func sequentialF(_ partition: BreakPartition) -> Double? {
    var gain: Double?
    for segment in partition.segments {
      // Bai & Perron trim each segment by itself.
      let minimum = max(width + 1, Int(BreakTables.trimming * Double(segment.count)))
      let least = partition.breaks.isEmpty ? minimalSegment : minimum
      guard let split = squares.bestSplit(of: segment, minimum: least) else { continue }
      gain = max(gain ?? 0, squares[segment] - split.squares)
    }
    guard let gain else { return nil }
    return ratio(
      gain, over: 1, partition.squares - gain, segments: partition.breaks.count + 2, whole: partition.squares)
  }

  private func ratio(_ gain: Double, over number: Double, _ rest: Double, segments: Int, whole: Double) -> Double? {
    let freedom = squares.count - segments * width
    guard whole > rounding, freedom > 0 else { return nil }
    guard rest > rounding else { return .infinity }
    return max(0, gain) / number / (rest / Double(freedom))
  }
}
