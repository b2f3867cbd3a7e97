import Foundation

/// Lets threads do a part of their work one after the other, in the order of its numbers.
final class OrderedTurns: @unchecked Sendable {
  private let condition = NSCondition()
  private var turn = 0
  private var failure: PanelError?

  /// Waits for a turn and takes it; `false` when some thread has failed.
  func take(_ number: Int, _ body: () throws(PanelError) -> Void) -> Bool {
    condition.lock()
    while turn != number, failure == nil { condition.wait() }
    let isLost = failure != nil
    condition.unlock()
    guard !isLost else { return false }
    do throws(PanelError) { try body() } catch {
      fail(error)
      return false
    }
    condition.lock()
    turn += 1
    condition.broadcast()
    condition.unlock()
    return true
  }

  /// Ends all work; the first failure counts.
  func fail(_ error: PanelError) {
    condition.lock()
    if failure == nil { failure = error }
    condition.broadcast()
    condition.unlock()
  }

  /// - Throws: what was told to ``fail(_:)``.
  func check() throws(PanelError) {
    condition.lock()
    defer { condition.unlock() }
    if let failure { throw failure }
  }
}
