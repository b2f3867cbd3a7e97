extension String {
  /// Columns the text takes in a terminal: wide East Asian characters and emoji two, combining marks none.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text in at most `width` columns, with `…` for what was cut off.
  func truncated(to width: Int) -> String {
    guard displayWidth > width else { return self }
    guard width > 0 else { return "" }
    var (kept, used) = ("", 0)
    for character in self {
      guard used + character.displayWidth <= width - 1 else { break }
      kept.append(character)
      used += character.displayWidth
    }
    return kept.trimmingTrailingSpaces + "…"
  }

  /// The text in lines of at most `width` columns, broken between words; all but the first are indented.
  func wrapped(to width: Int, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.displayWidth + 1 + String(word).displayWidth > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return (lines + [line]).map { $0.truncated(to: width) }
  }

  /// As ``wrapped(to:indent:)``, with the blanks that the text begins with kept.
  func wrappedKeepingIndent(to width: Int, indent: Int) -> [String] {
    let blanks = String(prefix { $0 == " " })
    let lines = dropFirst(blanks.count).description.wrapped(to: width - blanks.count, indent: indent - blanks.count)
    return lines.map { blanks + $0 }
  }

  /// The text in indented lines of at most `width` columns; all but the first are indented further.
  func paragraph(width: Int, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return wrapped(to: width - indent, indent: 2).map { margin + $0 }
  }

  /// The text on one line: control characters, which could move the cursor, become spaces.
  var singleLine: String {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
      ? String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
      : self
  }

  var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}

extension Character {
  var displayWidth: Int { unicodeScalars.map(\.displayWidth).max() ?? 0 }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    if value < 0x300 { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return Self.wideRanges.contains { $0.contains(value) } ? 2 : 1
    }
  }

  /// Blocks whose characters are wide (Unicode Standard Annex 11, East Asian Width W and F).
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
