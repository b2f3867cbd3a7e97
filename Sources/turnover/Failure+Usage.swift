extension Failure {
  /// Wrong usage in one line: the parser's message, what of the arguments it quotes made brief.
  ///
  /// Its messages are sentences, and some end in a list with one item a line.
  init(usage message: String, arguments: [String], command: String) {
    var text = message
    // The name and the value of --name=value are quoted apart.
    for piece in arguments.flatMap({ [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) }) {
      text.replace("'\(piece)'", with: "'\(piece.brief)'")
    }
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    text = lines.first.map(String.init) ?? ""
    for (before, line) in zip(lines, lines.dropFirst()) {
      let isItem = line.hasPrefix("- ")
      text += (isItem && before.hasPrefix("- ") ? ", " : " ") + (isItem ? line.dropFirst(2) : line)
    }
    if text.hasSuffix(".") { text.removeLast() }
    self.init(.usage, ["\(command): \(text)\(text.hasSuffix("?") ? " See" : "; see") \(command) --help"])
  }
}
