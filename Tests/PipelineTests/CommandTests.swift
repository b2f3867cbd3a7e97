import Foundation
import Testing

/// The command as a user meets it: exit codes, streams, and what it leaves on disk.
@Suite struct CommandTests {
  @Test func checkListsEveryProblemAndItsMend() throws {
    let scratch = try ScratchFolder()
    let ledger = try scratch.writeLedger("level-and-growth")
    let text = """
      id,reporter,partner,indicator,product,entity,period,kind,figure,unit,base,origin,known_on,source,locator,note
      s1,BY,XX,exports,,,2021,level,100 milion,USD,,,2022-12-31,book,,
      s1,BY,TR,exports,,,2021-13,level,100 million,USD,,,2022-12-31,book,,
      s3,BY,TR,exports,,,2022,growth,x1.5,USD,,,2022-12-31,nobody,,

      """
    try text.write(toFile: ledger + "/statements.csv", atomically: true, encoding: .utf8)
    let run = try CommandRun(["check", "ledger"], in: scratch.url)
    #expect(run.status == 1)
    let places = run.output.split(separator: "\n").map { $0.split(separator: ":").prefix(3).joined(separator: ":") }
    #expect(
      places == [
        "ledger/statements.csv:2: partner", "ledger/statements.csv:2: figure", "ledger/statements.csv:3: id",
        "ledger/statements.csv:3: period", "ledger/statements.csv:4: unit", "ledger/statements.csv:4: source",
      ])
    #expect(run.output.contains("100 million"), "no nearest readable figure in \(run.output)")
    #expect(run.errors == "6 problems\n")
    // The other verbs refuse it with the same lines, on standard error.
    let refused = try CommandRun(["report", "ledger", "--out", "out"], in: scratch.url)
    #expect(refused.status == 1 && refused.output.isEmpty && refused.errors == run.output)
    #expect(try scratch.names == ["ledger"])
  }

  @Test func checkOfASoundLedgerSaysNothing() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("level-and-growth")
    let run = try CommandRun(["check", "ledger"], in: scratch.url)
    #expect(run.status == 0 && run.errors.isEmpty)
  }

  @Test(arguments: [
    (["frobnicate"], "frobnicate"), (["report"], "--out"), (["adjust", "--horizon", "99"], "--horizon 99"),
    (["adjust", "--horizon", "-1"], "--horizon"), (["adjust", "--as-of", "2023-13-01"], "2023-13-01"),
    (["adjust", "--seed", "-1"], "--seed"), (["adjust", "--format", "xml"], "xml"), (["check", "a", "b"], "b"),
    (["fit", "--threads", "0"], "turnover fit: --threads 0: name 1 to 1024 threads; see turnover fit --help"),
  ])
  func wrongUsageIsNamed(_ arguments: [String], _ named: String) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && run.errors.contains(named), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  /// What was typed is told as it was typed, but for what a terminal would obey and what is too long for a line.
  @Test(arguments: [
    (["fit", "x", "a - b"], "turnover fit: Unexpected argument 'a - b'; see turnover fit --help"),
    (["fit", "x", "foo: - bar"], "turnover fit: Unexpected argument 'foo: - bar'; see turnover fit --help"),
    (["fit", "x", "a\n- b\u{1B}\u{7}"], "turnover fit: Unexpected argument 'a␊- b␛␇'; see turnover fit --help"),
    (
      ["fit", "x", String(repeating: "x", count: 3000)],
      "turnover fit: Unexpected argument '\(String(repeating: "x", count: 40))…'; see turnover fit --help"
    ),
    (
      ["fit", "--threads=\(String(repeating: "x", count: 3000))"],
      "turnover fit: The value '\(String(repeating: "x", count: 40))…' is invalid for '--threads <threads>'; "
        + "see turnover fit --help"
    ),
    (
      ["doctor", "--format=- xml"],
      "turnover doctor: The value '- xml' is invalid for '--format <format>'. Please provide one of 'table', 'csv' or "
        + "'json'; see turnover doctor --help"
    ),
    (
      ["forecast", "--model", "x"],
      "turnover forecast: The value 'x' is invalid for '--model <name>'. Please provide one of the following: auto, ets, "
        + "theta, autotheta, otheta, dotheta, ses, holt, damped, naive, snaive, drift, loglinear; see turnover forecast --help"
    ),
    (["bogus", "fit"], "turnover: 2 unexpected arguments: 'bogus', 'fit'; see turnover --help"),
    (["--bogus", "fit"], "turnover: Unknown option '--bogus'; see turnover --help"),
  ])
  func wrongUsageIsToldInOneLine(_ arguments: [String], _ line: String) throws {
    #expect(try CommandRun(arguments).errors == line + "\n")
  }

  @Test(arguments: [["check", "nowhere"], ["adjust", "nowhere"], ["report", "nowhere", "--out", "out"]])
  func missingLedgerIsNamedInOneLine(_ arguments: [String]) throws {
    let scratch = try ScratchFolder()
    let run = try CommandRun(arguments, in: scratch.url)
    #expect(run.status == 1)
    let lines = (arguments[0] == "check" ? run.output : run.errors).split(separator: "\n")
    #expect(lines.count == 1 && lines[0].hasPrefix("nowhere:1: folder:"), "\(lines)")
    #expect(try scratch.names.isEmpty)
  }

  @Test func unreadableHyperparametersAreNamed() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    try "{\"growthMen\": 0.1}".write(toFile: scratch.path("h.json"), atomically: true, encoding: .utf8)
    for file in ["h.json", "none.json"] {
      let run = try CommandRun(["adjust", "ledger", "--hyperparameters", file], in: scratch.url)
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.errors.hasPrefix(file) && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
  }

  @Test func foreignFolderIsLeftAlone() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    try FileManager.default.createDirectory(atPath: scratch.path("out"), withIntermediateDirectories: true)
    try "mine".write(toFile: scratch.path("out/letter.txt"), atomically: true, encoding: .utf8)
    let run = try CommandRun(["report", "ledger", "--out", "out"], in: scratch.url)
    #expect(run.status == 1 && run.errors.contains("letter.txt") && run.errors.split(separator: "\n").count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("out")) == ["letter.txt"])
    #expect(try String(contentsOfFile: scratch.path("out/letter.txt"), encoding: .utf8) == "mine")
    #expect(try scratch.names == ["ledger", "out"])
  }

  @Test func missingParentOfTheFolderIsNamed() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    let run = try CommandRun(["report", "ledger", "--out", "no/such"], in: scratch.url)
    #expect(run.status == 1 && run.errors.split(separator: "\n").count == 1 && run.errors.contains("does not exist"))
    #expect(try scratch.names == ["ledger"])
  }

  @Test func reportIsWrittenTwiceAlike() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("year-to-date-passed")
    for folder in ["one", "two", "two"] {
      let run = try CommandRun(["report", "ledger", "--out", folder], in: scratch.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try scratch.names == ["ledger", "one", "two"])
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("one")).sorted()
    #expect(names == (try FileManager.default.contentsOfDirectory(atPath: scratch.path("two")).sorted()))
    #expect(names.contains("index.html") && names.contains("adjusted.csv"))
    for name in names {
      let same = FileManager.default.contentsEqual(
        atPath: scratch.path("one/\(name)"), andPath: scratch.path("two/\(name)"))
      #expect(same, "\(name)")
    }
  }

  @Test func adjustedCSVHasTheColumnsOfTheContract() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    let run = try CommandRun(["adjust", "ledger", "--format", "csv", "--horizon", "1"], in: scratch.url)
    #expect(run.status == 0 && run.errors.isEmpty)
    let lines = run.output.split(whereSeparator: \.isNewline).map(String.init)
    #expect(
      lines.first
        == "reporter,partner,indicator,product,entity,period,unit,status,median,sd_log,lo50,hi50,lo80,hi80,lo95,hi95,n_statements"
    )
    #expect(
      lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[5] } == ["2022", "2023"])
  }

  @Test func leftOutStatementsAreNamed() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("level-and-growth")
    for verb in ["adjust", "conflicts", "targets", "series", "nowcast"] {
      let run = try CommandRun([verb, "ledger", "--without", "s2", "--robust"], in: scratch.url)
      #expect(run.status == 0 && run.output.contains("1 statement: s2"), "\(verb): \(run.output)\(run.errors)")
      #expect(run.output.contains("Robust"), "\(verb)")
    }
    let trend = try CommandRun(["trend", "ledger", "--without", "s2"], in: scratch.url)
    #expect(trend.status == 0 && trend.errors.contains("1 statement: s2"))
    let csv = try CommandRun(["conflicts", "ledger", "--without", "s2", "--format", "csv"], in: scratch.url)
    #expect(csv.status == 0 && csv.errors.contains("s2") && !csv.output.contains("Left out"))
    let unknown = try CommandRun(["adjust", "ledger", "--without", "s22"], in: scratch.url)
    #expect(unknown.status == 2 && unknown.output.isEmpty)
    #expect(unknown.errors.contains("s22") && unknown.errors.contains("the nearest are s2, s1"), "\(unknown.errors)")
  }

  @Test func globalTestHasItsOwnTable() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("contradictory-bounds")
    let table = try CommandRun(["conflicts", "ledger"], in: scratch.url)
    #expect(table.output.contains("Global test: sum of squares"))
    let json = try CommandRun(["conflicts", "ledger", "--global", "--format", "json"], in: scratch.url)
    #expect(json.output.contains("\"degrees_of_freedom\"") && json.output.contains("\"series\" : \"all\""))
  }

  @Test func closedPipeEndsQuietly() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    let run = try CommandRun(shell: "\"$TURNOVER\" adjust ledger --format csv | head -1", in: scratch.url)
    #expect(run.output.split(whereSeparator: \.isNewline).count == 1)
    #expect(run.errors.isEmpty, "\(run.errors)")
    // The reader is gone before the first byte is written.
    let early = try CommandRun(shell: "\"$TURNOVER\" adjust ledger | true", in: scratch.url)
    #expect(!early.errors.contains("Fatal") && !early.errors.contains("Stack"), "\(early.errors)")
    #expect([0, 141].contains(early.status))
  }

  @Test func explainTakesAFigureApart() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    let table = try CommandRun(["explain", "exports", "2022", "ledger"], in: scratch.url)
    #expect(table.status == 0, "\(table.errors)")
    #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let csv = try CommandRun(["explain", "exports", "2022", "ledger", "--format", "csv"], in: scratch.url)
    let header = csv.output.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    #expect(header.hasPrefix("reporter,partner,indicator,product,entity,period,base,target,kind,statement,weight,"))
    for (arguments, status, named) in [
      (["explain", "nothing", "2022", "ledger"], 1, "nearest"), (["explain", "exports", "20x2", "ledger"], 2, "20x2"),
      (["explain", "exports", "1999", "ledger"], 1, "1999"), (["explain", "exports"], 2, "period"),
      (["explain", "--target", "none", "ledger"], 1, "none"),
    ] {
      let run = try CommandRun(arguments, in: scratch.url)
      #expect(run.status == Int32(status) && run.errors.contains(named), "\(arguments): \(run.errors)")
    }
  }

  @Test func revisionsCompareTwoDays() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    let run = try CommandRun(["revisions", "ledger", "--from", "2000-01-01", "--format", "csv"], in: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasPrefix(
        "reporter,partner,indicator,product,entity,period,median_before,median_after,unit,moved_by,"))
    let table = try CommandRun(["revisions", "ledger", "--from", "2000-01-01"], in: scratch.url)
    #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let late = try CommandRun(["revisions", "ledger", "--from", "2999-01-01"], in: scratch.url)
    #expect(late.status == 1 && late.errors.contains("--from"), "\(late.errors)")
    let swapped = try CommandRun(
      ["revisions", "ledger", "--from", "2023-01-01", "--to", "2022-01-01"], in: scratch.url)
    #expect(swapped.status == 2)
  }

  @Test func verboseTellsHowTheDrawsMixed() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.writeLedger("one-exact-level")
    let plain = try CommandRun(["adjust", "ledger", "--format", "csv"], in: scratch.url)
    let run = try CommandRun(["adjust", "ledger", "--format", "csv", "--verbose"], in: scratch.url)
    #expect(run.output == plain.output && plain.errors.isEmpty)
    #expect(run.errors.contains("R-hat") && run.errors.contains("tail ESS"), "\(run.errors)")
  }
}
