import Dispatch
import Synchronization

/// Maps values on all cores; the results stand in the order of the values, whatever the number of threads.
///
/// - Parameters:
///   - items: the values.
///   - threads: no more values than this are worked on at once; without a word as many as there are cores.
///   - transform: a pure function of one value; called once for each, concurrently.
/// - Returns: one result for each value.
public func parallelMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], threads: Int = .max, _ transform: @Sendable (Item) -> Result
) -> [Result] {
  guard min(items.count, threads) > 1 else { return items.map(transform) }
  let results = Mutex<[Result?]>([Result?](repeating: nil, count: items.count))
  let taken = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(items.count, threads)) { _ in
    while true {
      let position = taken.add(1, ordering: .relaxed).oldValue
      guard position < items.count else { return }
      let result = transform(items[position])
      results.withLock { $0[position] = result }
    }
  }
  return results.withLock { $0.compactMap { $0 } }
}

/// Runs two functions at the same time; each may use all cores in turn.
///
/// Not two iterations of one loop: loops inside of it would get one core each.
///
/// - Parameters:
///   - first: a pure function, called once.
///   - second: another one.
/// - Returns: both results.
public func concurrently<First: Sendable, Second: Sendable>(
  _ first: () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  let slot = Slot<Second>()
  let done = DispatchSemaphore(value: 0)
  DispatchQueue.global().async {
    let result = second()
    slot.value.withLock { $0 = result }
    done.signal()
  }
  let one = first()
  done.wait()
  guard let other = slot.value.withLock({ $0 }) else { preconditionFailure("a function has no result") }
  return (one, other)
}

private final class Slot<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
