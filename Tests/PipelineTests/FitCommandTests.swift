import Foundation
import Testing

/// `turnover fit` as it is typed.
@Suite struct FitCommandTests {
  private static let panel = "k,period,value\na,2019-Q1,1\na,2019-Q2,1.1\na,2019-Q3,1.3\n"

  @Test func aPanelFromAFileAPipeAndGzipIsTheSame() throws {
    let folder = try ScratchFolder()
    try Self.panel.write(toFile: folder.path("p.csv"), atomically: true, encoding: .utf8)
    let file = try CommandRun(["fit", folder.path("p.csv")])
    #expect(file.status == 0)
    #expect(
      file.output.hasPrefix(
        "k,n,first,last,last_value,growth,se,lo95,hi95,r2,sigma,durbin_watson\na,3,2019-Q1,2019-Q3,1.3,"))
    for line in ["cat p.csv | $TURNOVER fit -", "gzip -c p.csv | $TURNOVER fit", "$TURNOVER fit --adjacent < p.csv"] {
      #expect(try CommandRun(shell: line, in: folder.url).output == file.output)
    }
    let joined = "gzip -c p.csv > a.gz; tail -n +2 p.csv | sed s/^a/b/ | gzip >> a.gz; $TURNOVER fit a.gz | wc -l"
    #expect(try CommandRun(shell: joined, in: folder.url).output == "3\n")
  }

  @Test func rowsThatCannotBeReadAreToldAndEndInOne() throws {
    let run = try CommandRun(shell: "printf 'k,year,value\\na,1,x\\na,2,2\\na,3,3\\n' | $TURNOVER fit")
    #expect(run.status == 1)
    #expect(run.output.contains("\na,2,2,3,3,0.5,"))
    #expect(
      run.errors == """
        standard input:2: "x" is no finite number; write digits with a point, such as 1234.5
        standard input: 1 row was left out

        """)
  }
}

/// What is said on standard error of series that have no result or no intervals.
@Suite struct SeriesLackTests {
  @Test func fitTellsWhyASeriesHasNoGrowth() throws {
    let rows = "a,1,1\\nb,1,5\\nb,2,-0\\nc,1,1e-300\\nc,2,1e300\\nd,1,1\\nd,2,2\\nd,3,4\\n"
    let run = try CommandRun(shell: "printf 'k,year,value\\n\(rows)' | $TURNOVER fit")
    #expect(run.status == 0)
    #expect(run.output.contains("\nb,2,1,2,0,,"))
    #expect(
      run.errors == """
        standard input: 3 of 4 series without a result: 1 of a single period, 1 with a value of zero or below, \
        1 with figures beyond all numbers

        """)
  }

  @Test func forecastTellsOfGapsAndOfIntervalsThatLack() throws {
    let rows =
      "a,2000,1\\na,2001,2\\na,2009,3\\na,2010,4\\nb,1,5\\nb,2,6\\nc,1,1\\nc,2,1\\nc,3,1\\nd,1,1\\nd,4,2\\n"
      + "e,1,-1e308\\ne,2,1e308\\ne,3,0\\n"
    let line = "printf 'k,year,value\\n\(rows)' | $TURNOVER forecast --model naive --horizon 1"
    let run = try CommandRun(shell: line)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("k,model,period,mean,lo80,hi80,lo95,hi95\na,naive,2011,,,,,\nb,naive,3,6,,,,\n"))
    #expect(
      run.errors == """
        standard input: 1 of 5 series without a result: 1 with more periods missing than values
        standard input: 3 of 5 series lacking intervals: 1 of fewer than three periods, 1 without a change, \
        1 with ends beyond all numbers

        """)
    #expect(try CommandRun(shell: "\(line) --quiet").errors == "")
  }

  /// Quarters that change, but each as in the year before, and others that do not.
  @Test func forecastTellsOfSeriesThatOnlyTheirSeasonsChange() throws {
    let line = """
      awk 'BEGIN{print "k,period,value";for(t=0;t<24;t++){q=2000+int(t/4)"-Q"(t%4+1);print "a,"q","t%4+1;print "b,"q",7"}}' |
      $TURNOVER forecast --model naive --horizon 1
      """
    let run = try CommandRun(shell: line)
    #expect(
      run.errors == """
        standard input: 2 of 2 series lacking intervals: 1 without a change, 1 without a change but its season's

        """)
  }

  @Test func constantGrowthTellsOfValuesThatHaveNoLogarithm() throws {
    let line = "printf 'k,year,value\\na,1,1\\nb,1,5\\nb,2,0\\n' | $TURNOVER forecast --model loglinear"
    #expect(
      try CommandRun(shell: line).errors
        == "standard input: 2 of 2 series without a result: 1 of a single period, 1 with a value of zero or below\n")
  }
}

@Suite struct FitCommandFaultTests {
  private static let make =
    "awk 'BEGIN{print \"k,year,value\";for(s=0;s<60000;s++)for(y=2000;y<2005;y++)print s\",\"y\",\"s+y}' > p.csv"

  @Test func truncatedGzipLeavesNothing() throws {
    let folder = try ScratchFolder()
    let line = "\(Self.make); gzip -c p.csv | head -c 300000 > p.csv.gz; $TURNOVER fit p.csv.gz --out out.csv"
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("the gzip data end in the middle; get the whole file\n"))
    #expect(try folder.names == ["p.csv", "p.csv.gz"])
    let redirected = try CommandRun(shell: "$TURNOVER fit p.csv.gz > out.csv; wc -c < out.csv", in: folder.url)
    #expect(redirected.output == "0\n")
  }

  @Test func damagedGzipIsTold() throws {
    let folder = try ScratchFolder()
    let line =
      "\(Self.make); gzip -c p.csv > p.gz; printf xxxxxxxx | dd of=p.gz bs=1 seek=200000 conv=notrunc 2>&1 | cat >/dev/null;"
      + " $TURNOVER fit p.gz | cat > /dev/null"
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("p.gz:"))
  }

  @Test func aFullDiskIsTold() throws {
    let folder = try ScratchFolder()
    let run = try CommandRun(shell: "\(Self.make); $TURNOVER fit p.csv > /dev/full", in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors == "standard output: No space left on device; make room or name another place\n")
  }

  @Test func aPipeThatClosesIsNoMessage() throws {
    let folder = try ScratchFolder()
    let run = try CommandRun(shell: "\(Self.make); $TURNOVER fit p.csv | head -1", in: folder.url)
    #expect(run.output.hasPrefix("k,n,first"))
    #expect(run.errors == "")
  }

  @Test func aFileThatIsNotThereIsTold() throws {
    let run = try CommandRun(["fit", "no-such.csv"])
    #expect(run.status == 1)
    #expect(run.errors == "no-such.csv: No such file or directory; name a file that exists and may be read\n")
  }
}
