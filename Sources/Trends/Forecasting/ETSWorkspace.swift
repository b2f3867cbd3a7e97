/// Room for the search for one form on one series after another: no allocation in the search.
final class ETSWorkspace {
  private static let alignment = 64
  private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  /// Room for so many numbers, with any content.
  func room(_ count: Int) -> UnsafeMutablePointer<Double> {
    let size = count * MemoryLayout<Double>.stride
    if buffer.count < size {
      buffer.deallocate()
      buffer = .allocate(byteCount: size, alignment: Self.alignment)
    }
    return buffer.bindMemory(to: Double.self).baseAddress.unsafelyUnwrapped
  }

  deinit { buffer.deallocate() }
}
