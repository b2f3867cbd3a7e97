/// Aligned columns of text for a terminal, never wider than asked.
///
/// Rows may stand under headings, with a blank line between when some heading has several. Columns marked flexible are cut with `…` when the natural widths do not fit.
public struct TerminalTable: Sendable {
  /// A column.
  public struct Column: Sendable {
    let title: String
    let isRightAligned: Bool
    let isFlexible: Bool

    /// A left-aligned column of text; `flexible` ones are cut first when space is short.
    public static func text(_ title: String, flexible: Bool = false) -> Column {
      Column(title: title, isRightAligned: false, isFlexible: flexible)
    }

    /// A right-aligned column of numbers.
    public static func number(_ title: String) -> Column {
      Column(title: title, isRightAligned: true, isFlexible: false)
    }
  }

  /// Rows under a heading.
  public struct Section: Sendable {
    let heading: String?
    let rows: [[String]]
    let notes: [String]

    /// Rows with one text a column, under a heading or none, and paragraphs below them.
    public init(heading: String? = nil, rows: [[String]], notes: [String] = []) {
      (self.heading, self.rows, self.notes) = (heading, rows, notes)
    }
  }

  private let columns: [Column]
  private let sections: [Section]
  private let highlights: @Sendable (String) -> Tone?
  /// Paragraphs below the table, parted from it by a blank line.
  var footer: [String] = []

  /// A table of given columns and sections; a row of another length is a bug of the caller.
  public init(columns: [Column], sections: [Section]) {
    self.init(columns: columns, sections: sections, highlights: { _ in nil })
  }

  init(columns: [Column], sections: [Section], highlights: @escaping @Sendable (String) -> Tone?) {
    precondition(sections.allSatisfy { $0.rows.allSatisfy { $0.count == columns.count } }, "one text a column")
    self.columns = columns
    self.highlights = highlights
    self.sections = sections.map {
      Section(
        heading: $0.heading?.singleLine, rows: $0.rows.map { $0.map(\.singleLine) }, notes: $0.notes.map(\.singleLine))
    }
  }

  /// The lines, each at most `width` columns wide and ended by a line feed.
  ///
  /// Headings and verdicts carry ANSI colours when `color` is set.
  public func render(width: Int = 80, color: Bool) -> String {
    let isCompact = sections.allSatisfy { $0.rows.count <= 1 && $0.notes.isEmpty }
    let isIndented = sections.contains { $0.heading != nil }
    let indent = isIndented ? "  " : ""
    let widths = columnWidths(within: width - indent.count)
    var lines = [paint(indent + line(columns.map(\.title), widths, color: false), "2", color)]
    for (index, section) in sections.enumerated() {
      if let heading = section.heading {
        if index > 0, !isCompact { lines.append("") }
        lines += heading.wrapped(to: width, indent: 4).map { paint($0, "1", color) }
      }
      for row in section.rows { lines.append(indent + line(row, widths, color: color)) }
      for note in section.notes { lines += note.paragraph(width: width, indent: indent.count + 2) }
    }
    if !footer.isEmpty { lines.append("") }
    for note in footer { lines += note.singleLine.wrapped(to: width, indent: 2) }
    return lines.map { $0.trimmingTrailingSpaces + "\n" }.joined()
  }

  private func line(_ texts: [String], _ widths: [Int], color: Bool) -> String {
    zip(zip(texts, widths), columns).map { cell, column in
      let text = cell.0.truncated(to: cell.1)
      let padding = String(repeating: " ", count: cell.1 - text.displayWidth)
      let painted = highlights(cell.0).map { paint(text, $0.colorCode, color) } ?? text
      return column.isRightAligned ? padding + painted : painted + padding
    }.joined(separator: "  ")
  }

  private func paint(_ text: String, _ code: String, _ color: Bool) -> String {
    color && !text.isEmpty ? "\u{1B}[\(code)m\(text.trimmingTrailingSpaces)\u{1B}[0m" : text
  }

  /// Natural widths, cut to fit: flexible columns first, down to ten, then whichever is widest.
  private func columnWidths(within total: Int) -> [Int] {
    var widths = columns.indices.map { index in
      sections.flatMap(\.rows).map { $0[index].displayWidth }.reduce(columns[index].title.displayWidth, max)
    }
    var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - total
    while excess > 0 {
      let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > 10 }
      let candidates = flexible.isEmpty ? Array(columns.indices) : flexible
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1 else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}

extension Tone {
  fileprivate var colorCode: String {
    switch self {
    case .good: "32"
    case .middling: "33"
    case .bad: "31"
    case .unknown: "2"
    }
  }
}
