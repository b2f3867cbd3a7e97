/// A code list whose entries have parents: areas or products.
struct CodeTree {
  private let parents: [String: String]
  /// The code above every other one: the world, or all products; `nil` when there is none.
  private let root: String?

  init(_ entries: [(code: String, parent: String?)], root: String?) {
    var parents: [String: String] = [:]
    for entry in entries { parents[entry.code] = entry.parent }
    (self.parents, self.root) = (parents, root)
  }

  /// The codes that a code is a part of, nearest first.
  func ancestors(of code: String) -> [String] {
    var ancestors: [String] = []
    var current = code
    while let parent = parents[current], parent != code, !ancestors.contains(parent) {
      ancestors.append(parent)
      current = parent
    }
    if let root, code != root, ancestors.last != root { ancestors.append(root) }
    return ancestors
  }
}
