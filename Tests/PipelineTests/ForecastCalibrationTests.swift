import Foundation
import Testing

/// Parts of a panel that are forecast apart, with the intervals of the whole.
@Suite struct ForecastCalibrationTests {
  /// So many series that what is more than a sample is thrown away on the way, some with gaps, some quarterly; `a.csv` and
  /// `b.csv` share them, `p.csv` has all.
  private static let make = """
    awk 'BEGIN{srand(3);print "k,period,value";for(s=0;s<6500;s++){v=10+s;for(t=0;t<7;t++){v*=0.9+0.3*rand();
    y=t*(s%9==4&&t>3?5:1);print s","(s%2?2000+y:2000+int(y/4)"-Q"(y%4+1))","v}}}' > p.csv
    awk -F, 'NR==1||$1%5<2' p.csv > a.csv; awk -F, 'NR==1||$1%5>=2' p.csv > b.csv
    """

  @Test func partsAreForecastAsTheWhole() throws {
    let folder = try ScratchFolder()
    let line = """
      \(Self.make); f="$TURNOVER forecast --model naive --quiet"; $f p.csv --out whole
      $f a.csv --sample > s.csv; $f b.csv --sample | tail -n +2 >> s.csv
      (cat s.csv | wc -l; $f s.csv --sample > t.csv; $f p.csv --sample | sort | cmp - <(sort t.csv); wc -l < t.csv)
      ($f a.csv --calibrate-on s.csv; $f b.csv --calibrate-on s.csv --adjacent | tail -n +2) | sort | cmp - <(sort whole)
      ($f a.csv; $f b.csv | tail -n +2) | sort | cmp -s - <(sort whole) || echo apart
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.errors == "")
    // Twice 600 series of each frequency, then once, and their header.
    let counts = run.output.split(separator: "\n")
    #expect(counts.count == 3 && counts.last == "apart")
    #expect(counts.prefix(2).compactMap { Int($0) }.allSatisfy { $0 > 4000 && $0 % 7 == 1 })
  }

  /// Series that were even as far as they were seen first, and are not as a whole.
  @Test func theOrderOfTheRowsDoesNotMatter() throws {
    let folder = try ScratchFolder()
    let line = """
      \(Self.make); (head -n 1 p.csv; tail -n +2 p.csv | sort -t, -k2,2 -s) > q.csv
      for file in p q; do $TURNOVER forecast --model naive --quiet $file.csv --threads 2 > $file; done
      cmp <(sort p) <(sort q)
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  /// The series before it may be long, and one of which gaps leave no forecast needs no intervals.
  @Test func aFrequencyThatTheSampleLacksIsRefused() throws {
    let folder = try ScratchFolder()
    let line = """
      printf 'k,year,value\\nx,1,1\\nx,2,2\\nx,3,3\\n' > s.csv; f="$TURNOVER forecast --calibrate-on s.csv --out o.csv"
      (cat s.csv; printf 'b,2000-01,1\\nb,2009-01,2\\n') > p.csv; $f p.csv --quiet && mv o.csv first
      printf 'a,2000-Q1,5\\na,2000-Q2,6\\n' >> p.csv; $f p.csv --quiet; $f p.csv --quiet --season 4
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 1)
    let refusal = """
      p.csv:7: no series of s.csv has quarters to calibrate on; name a sample of this panel with --calibrate-on, or \
      leave it out

      """
    #expect(run.errors == refusal + refusal)
    #expect(try folder.names == ["first", "p.csv", "s.csv"])
  }

  /// One without rows, and one with series of the frequency that gaps leave no forecast.
  @Test(arguments: ["", "g,1,1\\ng,9,2\\n"]) func aSampleThatCalibratesNothingIsRefused(_ rows: String) throws {
    let folder = try ScratchFolder()
    let line = """
      printf 'k,year,value\\n\(rows)' > s.csv; printf 'k,year,value\\na,1,5\\na,2,6\\na,3,8\\n' |
      $TURNOVER forecast --calibrate-on s.csv
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("standard input:2: no series of s.csv has years or whole numbers to calibrate on; "))
  }

  /// A season that is given is that of every series, yet each frequency has its own sample.
  @Test func aGivenSeasonDoesNotMixFrequencies() throws {
    let folder = try ScratchFolder()
    let line = """
      awk 'BEGIN{srand(3);print "k,period,value";for(s=0;s<1300;s++){v=10+s;for(t=0;t<9;t++){v*=0.9+0.3*rand();
      print s","(s%2?2000+t:2000+int(t/4)"-Q"(t%4+1))","v}}}' > p.csv; (head -n 1 p.csv; grep -v Q p.csv | tail -n +2) > y.csv
      $TURNOVER forecast p.csv --season 3 --sample | wc -l
      $TURNOVER forecast p.csv --season 3 | grep -v Q | cmp - <($TURNOVER forecast y.csv --season 3)
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output == "10801\n")
  }

  @Test func aNegativeZeroIsWrittenAsZero() throws {
    let run = try CommandRun(shell: "printf 'k,year,value\\na,1,-0\\na,2,-1\\n' | $TURNOVER forecast --sample")
    #expect(run.output == "k,period,value\na,1,0\na,2,-1\n")
  }

  @Test func aBadSampleIsTold() throws {
    let folder = try ScratchFolder()
    let line = "printf 'k,year,value\\nx,1,z\\n' > s.csv; $TURNOVER forecast s.csv --calibrate-on s.csv --out o.csv"
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("s.csv:2: \"z\" is no finite number"))
    #expect(try folder.names == ["s.csv"])
    #expect(try CommandRun(["forecast", "--sample", "--calibrate-on", "s.csv"]).status == 2)
    #expect(try CommandRun(["forecast", "-", "--calibrate-on", "-"]).status == 2)
  }

  @Test(arguments: ["--out s.csv", ">> s.csv"]) func theCalibrationPanelIsNotOverwritten(_ words: String) throws {
    let folder = try ScratchFolder()
    let line =
      "printf 'k,year,value\\nx,1,1\\n' > s.csv; cp s.csv p.csv; $TURNOVER forecast p.csv --calibrate-on s.csv \(words);"
      + " s=$?; cmp p.csv s.csv; exit $s"
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.hasSuffix(": is the panel that is read; name another file for the results\n"))
  }
}
