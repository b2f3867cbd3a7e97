import Foundation
import Testing

/// What `fit` and `forecast` say of files that are no panels, and that no row of a good one goes lost in silence.
@Suite struct PanelInputFaultTests {
  /// A text as `printf` writes it, what is told of it, and the series that are left.
  private static let texts: [(text: String, errors: [String], series: [String])] = [
    ("", ["standard input:1: holds no header; begin with key columns, period and value"], []),
    (
      "\\nYear,value\\n1,1\\n", ["standard input:2: has no column period or year; write year for \"Year\""], []
    ),
    ("year, value\\n1,1\\n", ["standard input:1: has no column value; write value for \" value\""], []),
    (
      "k;year;value\\na;1;1\\n",
      [
        "standard input:1: has no column period or year, only \"k;year;value\"; separate the columns by commas, not by semicolons"
      ], []
    ),
    (
      "k,date,value\\na,1,1\\n",
      [
        "standard input:1: has no column period or year, only \"k\", \"date\", \"value\"; name one column period or year"
      ],
      []
    ),
    (
      "k\\xff,year,value\\na,1,1\\n",
      ["standard input:1: column 2: the header is no UTF-8 text; save it as UTF-8, plain or gzipped once"], []
    ),
    (
      "\\xff\\xfek\\0,\\0y\\0e\\0a\\0r\\0\\n",
      ["standard input:1: column 1: the header is no UTF-8 text; save it as UTF-8, plain or gzipped once"], []
    ),
    (
      "k,\"two\\nl\\0nes\",year,value\\na,b,1,1\\n",
      ["standard input:2: column 2: the header is no UTF-8 text; save it as UTF-8, plain or gzipped once"], []
    ),
    (
      // Packed by another program: its bytes happen to have a quote in them.
      "BZh9\"\\xff,\\n",
      ["standard input:1: column 6: the header is no UTF-8 text; save it as UTF-8, plain or gzipped once"], []
    ),
    (
      "k,year,value\\ra,1,1\\r",
      [
        "standard input:1: column 13: the header has a carriage return without a line feed; end lines with LF or CRLF"
      ], []
    ),
    (
      "k,year,value\\na\\0b,1,1\\na\\xe9,2,2\\na,3\\0,3\\na,4,4\\x1b[2J\\na,5,5\\n",
      [
        "standard input:2: a key holds a NUL byte; save the file as plain UTF-8 text",
        "standard input:3: a key is not UTF-8; save the file as UTF-8",
        "standard input:4: \"3␀\" is no period; write 2019, 2019-S1, 2019-Q3, 2019-07 or a whole number of at most 8 digits",
        "standard input:5: \"4␛[2J\" is no finite number; write digits with a point, such as 1234.5",
        "standard input: 4 rows were left out",
      ], ["a,1,5,5,5"]
    ),
    (
      "k,year,value\\r\\na,1,1\\na,2,2\\r\\na,3,3\\rb,1,1\\nc,1,1\\r\\n",
      [
        "standard input:4: column 6: has a carriage return without a line feed; end lines with LF or CRLF",
        "standard input: 1 row was left out",
      ], ["a,2,1,2,2", "c,1,1,1,1"]
    ),
    (
      "k,year,value\\na,1,1\\na,1,2\\nb,1,1\\na\\na,1,3\\na,2,2\\n",
      [
        "standard input:3: period 1 stands in an earlier row of the series; keep one of them",
        "standard input:5: 1 field where the header has 3; give each column one",
        "standard input:6: period 1 stands in an earlier row of the series; keep one of them",
        "standard input: 3 rows were left out",
      ], ["a,2,1,2,2", "b,1,1,1,1"]
    ),
  ]

  @Test(arguments: 0..<texts.count) func everyFaultIsToldWithItsPlace(_ number: Int) throws {
    let (text, errors, series) = Self.texts[number]
    let fit = try CommandRun(shell: "printf '\(text)' | $TURNOVER fit --quiet")
    #expect(fit.status == 1)
    #expect(fit.errors.split(separator: "\n").map(String.init) == errors)
    let rows = fit.output.split(separator: "\n").dropFirst()
    #expect(
      rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).prefix(5).joined(separator: ",") } == series
    )
    let forecast = try CommandRun(shell: "printf '\(text)' | $TURNOVER forecast --model naive --quiet")
    #expect(forecast.status == 1)
    #expect(forecast.errors == fit.errors)
  }

  /// A header as `printf` writes it, and how what is told of it ends.
  @Test(arguments: [
    ("k;year;value,eur", "only \"k;year;value\", \"eur\"; separate the columns by commas, not by semicolons"),
    ("year value", "only \"year value\"; separate the columns by commas, not by blanks"),
    ("trade value", "only \"trade value\"; name one column period or year"),
    ("# comment", "only \"# comment\"; name one column period or year"),
    ("   ", "only \"   \"; name one column period or year"),
    ("k,year,eur", "has no column value, only \"k\", \"year\", \"eur\"; name one column value"),
    (",", "names the column \"\" twice; rename one"),
    ("year,value,period", "names the column \"period\" twice (year is period); rename one"),
  ]) func aHeaderIsToldWithTheLikelyMend(_ header: String, _ end: String) throws {
    let run = try CommandRun(shell: "printf '\(header)\\n' | $TURNOVER fit")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("standard input:1: "))
    #expect(run.errors.hasSuffix(end + "\n"), "\(run.errors)")
  }

  @Test func tenBadRowsAreShownAndAllCounted() throws {
    let line = "(echo k,year,value; yes a,1,x | head -n 25000; echo a,1,1) | $TURNOVER fit --quiet"
    let run = try CommandRun(shell: line)
    let errors = run.errors.split(separator: "\n")
    #expect(run.status == 1)
    #expect(errors.count == 11)
    #expect(errors.dropLast().enumerated().allSatisfy { $1.hasPrefix("standard input:\($0 + 2): \"x\"") })
    #expect(errors.last == "standard input: 25000 rows were left out")
  }

  /// More of them than a block holds.
  @Test func blankLinesBeforeTheHeaderArePassedOver() throws {
    let run = try CommandRun(shell: "(yes '' | head -n 300000; printf 'k,year,value\\na,1,x\\n') | $TURNOVER fit")
    #expect(run.output == "k,n,first,last,last_value,growth,se,lo95,hi95,r2,sigma,durbin_watson\n")
    #expect(run.errors.hasPrefix("standard input:300002: \"x\" is no finite number"))
  }

  @Test func aHeaderWithoutRowsGivesAHeader() throws {
    let run = try CommandRun(shell: "echo k,year,value | $TURNOVER fit; echo k,year,value | $TURNOVER forecast")
    #expect(run.status == 0)
    #expect(
      run.output == """
        k,n,first,last,last_value,growth,se,lo95,hi95,r2,sigma,durbin_watson
        k,model,period,mean,lo80,hi80,lo95,hi95

        """)
  }

  @Test func gzipInsideGzipIsNoHeader() throws {
    let run = try CommandRun(shell: "printf 'k,year,value\\na,1,1\\n' | gzip | gzip | $TURNOVER fit")
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(
      run.errors == "standard input:1: column 2: the header is no UTF-8 text; save it as UTF-8, plain or gzipped once\n"
    )
  }

  @Test func aHeaderWithoutEndIsRefusedInBoundedMemory() throws {
    let line = "ulimit -v 4000000; head -c 40000000 /dev/zero | tr '\\0' x | $TURNOVER fit"
    let run = try CommandRun(shell: line)
    #expect(run.status == 1)
    #expect(run.errors == "standard input:1: the header is longer than 16 MB; is this CSV?\n")
  }

  @Test(arguments: ["head -c 2", "head -c 9", "head -c -4", "head -c -9"]) func gzipCutAnywhereIsTold(_ cut: String)
    throws
  {
    let run = try CommandRun(shell: "printf 'k,year,value\\na,1,1\\n' | gzip | \(cut) | $TURNOVER fit")
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("standard input:"))
    #expect(run.errors.hasSuffix("the gzip data end in the middle; get the whole file\n"))
  }

  @Test func gzipWithAWrongSumOrAFollowerIsTold() throws {
    for mend in ["head -c -8; printf 12345678", "cat; echo more"] {
      let run = try CommandRun(shell: "printf 'k,year,value\\na,1,1\\n' | gzip | (\(mend)) | $TURNOVER fit")
      #expect(run.status == 1)
      #expect(run.output == "")
      #expect(run.errors.hasSuffix("the gzip data are damaged; get the file anew\n"))
    }
  }
}
