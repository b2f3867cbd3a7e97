import Foundation
import Testing

/// `turnover trend` on files: what it prints, and what it says of bad data.
@Suite struct TrendCommandTests {
  private func trend(_ text: String, _ options: String...) throws -> CommandRun {
    let scratch = try ScratchFolder()
    try text.write(toFile: scratch.path("s.csv"), atomically: true, encoding: .utf8)
    return try CommandRun(["trend", "s.csv"] + options, in: scratch.url)
  }

  @Test func aColumnIsFittedByAllModels() throws {
    let text = "year,value\n" + (0..<16).map { "\(2001 + $0),\(100 + 7 * $0 + $0 * $0 % 5)\n" }.joined()
    let run = try trend(text, "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(
      lines[0]
        == "model,first,last,n,growth,se,lo80,hi80,lo95,hi95,r2,sigma,unit,p_value,assumptions,notes")
    #expect(lines.count >= 18 && lines[1].hasPrefix("loglinear,2001,2016,16,0.0"))
    let table = try trend(text)
    #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(table.output.contains("Assumptions") && table.output.contains("hodrick_prescott"))
  }

  @Test func keysComeBeforeTheYears() throws {
    let text = "who,year,x,value\nA,2020,9,1\nA,2021,9,2\nB,2020,9,4\nB,2021,9,2\n"
    let run = try trend(text, "--model", "compound", "--format", "csv")
    let lines = run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(lines[0].prefix(2) == ["who", "model"])
    #expect(lines[1][0] == "A" && lines[1][5] == "1" && lines[2][0] == "B" && lines[2][5] == "-0.5")
    let other = try trend(text, "--model", "compound", "--format", "csv", "--value", "x", "--series", "B")
    #expect(other.output.contains("B,compound,2020,2021,2,0,"))
  }

  @Test(arguments: [
    ("year,value\n2020,1\n2021,x\n", "s.csv:3: \"x\" is no finite number"),
    ("year,value\n2020,1\n2021,1e400\n", "s.csv:3: \"1e400\" is no finite number"),
    ("year,value\n2020,1\n2021,nan\n", "s.csv:3: \"nan\" is no finite number"),
    ("year,value\n2020,1\n2020,2\n", "s.csv:3: 2020 stands on line 2 too"),
    ("year,value\n2020-Q1,1\n", "s.csv:2: \"2020-Q1\" is no year"),
    ("year,value\n9007199254740993,1\n", "s.csv:2: the year 9007199254740993 is beyond 2^53"),
    ("year,amount\n2020,1\n", "s.csv:1: no column is called value; name one of year, amount with --value"),
    ("year,value\n2020\n", "s.csv:2: the row has 1 field, the header 2"),
    ("year,value\n", "s.csv:2: no row has a value"), ("", "s.csv:1: the file is empty"),
    ("year,value\n2020,1\n", "1 year with a value, 2 needed"),
    ("year,value\n2020,1e-300\n2021,1e300\n", "beyond the range of numbers"),
  ])
  func badDataIsNamed(_ text: String, _ complaint: String) throws {
    let run = try trend(text, "--format", "csv")
    #expect(run.status == 1 && run.output.isEmpty && run.errors.contains(complaint), "\(run.errors)")
  }

  @Test func yearsWithoutALogarithmAreNamed() throws {
    let run = try trend("year,value\n2020,1\n2021,0\n2022,-3\n2023,4\n2024,9\n")
    #expect(run.status == 0)
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains("the values of 2021, 2022 are not above 0 and have no logarithm; linear, quadratic"), "\(words)")
  }

  @Test func wrongUsageIsNamed() throws {
    #expect(try CommandRun(["trend", "--value", "x"]).status == 2)
    #expect(try CommandRun(["trend", "--model", "wishful"]).status == 2)
    #expect(try trend("year,value\n2020,1\n", "--as-of", "2023-01-01").status == 2)
  }
}
