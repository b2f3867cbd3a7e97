import SeededRandom
import Testing

@testable import Reporting

@Suite struct TerminalTableTests {
  @Test func alignsAndCutsAndWraps() {
    let table = TerminalTable(
      columns: [.text("name", flexible: true), .number("value")],
      sections: [
        .init(heading: "A heading that is longer than the table is wide", rows: [["short", "1.5"], ["日本語", "22"]]),
        .init(heading: "B", rows: [["a very long name indeed", "333"]]),
      ])
    #expect(
      table.render(width: 24, color: false) == """
          name             value
        A heading that is longer
            than the table is
            wide
          short              1.5
          日本語              22

        B
          a very long na…    333

        """)
  }

  @Test func widthsAreThoseOfATerminal() {
    #expect("abc".displayWidth == 3)
    #expect("日本".displayWidth == 4)
    #expect("e\u{301}".displayWidth == 1)
    #expect("🚂".displayWidth == 2)
    #expect("4.2–6.9".displayWidth == 7)
    #expect("日本語".truncated(to: 4) == "日…")
  }

  /// A name with an escape sequence or a line end cannot move the cursor or break a row.
  @Test func controlCharactersBecomeSpaces() {
    let table = TerminalTable(columns: [.text("x")], sections: [.init(rows: [["a\u{1B}[2Jb\nc"]])])
    #expect(table.render(color: false) == "x\na [2Jb c\n")
  }

  @Test(arguments: ResultKind.allCases)
  func colourChangesNothingButColour(_ kind: ResultKind) {
    let plain = Sample.contents.render(kind, as: .table)
    let painted = Sample.contents.render(kind, as: .table, color: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(painted.contains("\u{1B}["))
    #expect(painted.replacing(#/\u{1B}\[\d*m/#, with: "") == plain)
  }

  @Test func targetsAsATable() {
    let lines = Sample.contents.render(.targets, as: .table).split(separator: "\n")
    #expect(lines[0] == "  by          likely  verdict                      needs/yr  trend/yr  first met")
    #expect(lines[5] == "at least 2 billion USD: Belarus–Türkiye: trade turnover")
    #expect(lines[6] == "  2025          13 %  off track                       +19 %      +6 %       2028")
  }
}

@Suite struct TerminalTablePropertyTests {
  /// Random texts, some wide, some long, in a width that may be too small for the columns.
  @Test(arguments: 0..<200)
  func noLineIsWiderThanAsked(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    func word() -> String {
      let alphabet: [Character] = ["a", "B", "7", "é", "日", "…", " ", "🚂", "–"]
      return String((0..<below(30)).map { _ in alphabet[below(alphabet.count)] })
    }
    let columns = (0...below(6)).map { index in
      index.isMultiple(of: 2) ? TerminalTable.Column.text(word(), flexible: below(2) == 0) : .number(word())
    }
    let sections = (0...below(3)).map { _ in
      TerminalTable.Section(
        heading: below(2) == 0 ? nil : word() + word() + word(),
        rows: (0..<below(4)).map { _ in columns.map { _ in word() } })
    }
    let width = 30 + below(60)
    let text = TerminalTable(columns: columns, sections: sections).render(width: width, color: false)
    for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= width, "seed \(seed): \(line)") }
  }

  @Test(arguments: ResultKind.allCases)
  func resultsFitEightyColumns(_ kind: ResultKind) {
    for line in Sample.contents.render(kind, as: .table).split(separator: "\n") {
      #expect(String(line).displayWidth <= 80)
    }
  }
}
