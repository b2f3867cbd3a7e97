/// The inside of an SVG chart, made fit for a page: colours by role, no ids of its own, text in the page's font.
struct ChartDrawing {
  /// Elements to put inside an `<svg>` of the chart's size.
  let elements: String

  /// Takes gnuplot's document apart.
  ///
  /// The marks that gnuplot defines in every document are dropped: the page defines them once.
  init(document: String) {
    let body = document.range(of: "</defs>").map { document[$0.upperBound...] } ?? document[...]
    var lines: [String] = []
    for line in body.split(separator: "\n") {
      let line = line.drop { $0 == "\t" || $0 == " " }
      if line.isEmpty || line.hasPrefix("</svg") || line == "<text></text>" { continue }
      if line == "</g>", let last = lines.last, last.hasPrefix("<g "), last.hasSuffix(">"), !last.contains("</") {
        lines.removeLast()
        continue
      }
      lines.append(Self.cleaned(line))
    }
    if lines.last == "</g>" { lines.removeLast() }
    elements = lines.joined(separator: "\n")
  }

  private static func cleaned(_ line: Substring) -> String {
    var line = String(line)
    if line.hasPrefix("<g id=\"gnuplot_plot") { return "<g>" }
    for (old, new) in replacements { line = line.replacing(old, with: new) }
    return recoloured(line)
  }

  private static let replacements = [
    (" stroke-linecap=\"butt\" stroke-linejoin=\"miter\"", ""),
    (" font-family=\"sans-serif\" font-size=\"13.00\" ", ""),
    ("xlink:href='#gpPt", "href='#mark-"), (" shape-rendering='crispEdges'", ""), (" color=\"black\"", ""),
  ]

  /// Replaces each stand-in colour by the variable of its role.
  private static func recoloured(_ line: String) -> String {
    var (result, rest) = ("", line[...])
    while let start = rest.range(of: "rgb("), let end = rest[start.upperBound...].firstIndex(of: ")") {
      result += rest[..<start.lowerBound]
      let after = rest.index(after: end)
      let color = ChartColor(components: rest[start.upperBound..<end])
      result += color?.variable ?? String(rest[start.lowerBound..<after])
      rest = rest[after...]
    }
    return result + rest
  }
}
