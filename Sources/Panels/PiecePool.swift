import Foundation
import Synchronization

/// Memory in pieces of one size, which are taken, given back and taken again.
///
/// What grows by pieces is never copied, and no page of it is asked of the system twice, which takes longer than to fill it.
final class PiecePool<Element: BitwiseCopyable>: Sendable {
  typealias Piece = UnsafeMutablePointer<Element>

  /// A piece has 2 to this power elements.
  static var bits: Int { 10 }
  /// Where an element lies among pieces.
  @inline(__always) static func place(_ number: Int) -> (piece: Int, rest: Int) {
    (number >> bits, number & (1 << bits - 1))
  }

  /// Bytes that are asked of the system at once.
  private static var slabSize: Int { 1 << 21 }

  private struct Content: @unchecked Sendable {
    var slabs: [UnsafeMutableRawPointer] = []
    var free: [Piece] = []
  }

  private let content = Mutex(Content())

  deinit { content.withLock { for slab in $0.slabs { slab.deallocate() } } }

  func take() -> Piece {
    content.withLock { content in
      if content.free.isEmpty { Self.addSlab(to: &content) }
      return content.free.removeLast()
    }
  }

  func giveBack(_ pieces: [Piece]) { content.withLock { $0.free += pieces } }

  private static func addSlab(to content: inout Content) {
    let slab = UnsafeMutableRawPointer.allocate(byteCount: slabSize, alignment: 4096)
    content.slabs.append(slab)
    let size = MemoryLayout<Element>.stride << bits
    for place in stride(from: 0, through: slabSize - size, by: size).reversed() {
      content.free.append((slab + place).bindMemory(to: Element.self, capacity: 1 << bits))
    }
  }
}
