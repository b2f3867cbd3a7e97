import Dispatch
import Synchronization

/// Maps values on all cores; the results stand in the order of the values, whatever the number of threads.
///
/// - Parameters:
///   - items: the values.
///   - transform: a pure function of one value; called once for each, concurrently.
/// - Returns: one result for each value.
public func parallelMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ transform: @Sendable (Item) -> Result
) -> [Result] {
  guard items.count > 1 else { return items.map(transform) }
  let results = Mutex<[Result?]>([Result?](repeating: nil, count: items.count))
  DispatchQueue.concurrentPerform(iterations: items.count) { position in
    let result = transform(items[position])
    results.withLock { $0[position] = result }
  }
  return results.withLock { $0.compactMap { $0 } }
}
