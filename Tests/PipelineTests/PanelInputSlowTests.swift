import Foundation
import Testing

/// Panels of odd shape and great size: bounded memory, no cost out of proportion, the same faults at the same places.
@Suite struct PanelInputSlowTests {
  /// 600 MB of address space, libraries included: less than a third of the field.
  private static let bounded = "ulimit -v 600000"
  private static let field = "head -c 2147483648 /dev/zero | tr '\\0' x"

  @Test func aFieldOfTwoGigabytesIsOneBadRow() throws {
    let rows = "printf 'k,year,value\\na,1,1\\n'; \(Self.field); printf ',1,1\\na,2,2\\na,3,x\\n'"
    let run = try CommandRun(shell: "\(Self.bounded); (\(rows)) | $TURNOVER fit --threads 2 --quiet")
    #expect(run.status == 1)
    #expect(run.output.hasSuffix("\na,2,1,2,2,1,,,,,,\n"))
    #expect(
      run.errors == """
        standard input:3: the row is longer than 16 MB; look for a quote that does not close
        standard input:5: "x" is no finite number; write digits with a point, such as 1234.5
        standard input: 2 rows were left out

        """)
  }

  @Test func gzipThatUnpacksToAFieldOfTwoGigabytesIsOneBadRow() throws {
    let rows = "printf 'k,year,value\\na,1,1\\n'; \(Self.field)"
    let run = try CommandRun(shell: "\(Self.bounded); (\(rows)) | gzip -1 | $TURNOVER fit --threads 2 --quiet")
    #expect(run.status == 1)
    #expect(run.output.hasSuffix("\na,1,1,1,1,,,,,,,\n"))
    #expect(run.errors.hasPrefix("standard input:3: the row is longer than 16 MB"))
  }

  @Test func aHeaderOfTwoGigabytesIsRefused() throws {
    let run = try CommandRun(shell: "\(Self.bounded); (\(Self.field); echo; echo a,1,1) | $TURNOVER fit --threads 2")
    #expect(run.status == 1)
    #expect(run.errors == "standard input:1: the header is longer than 16 MB; is this CSV?\n")
  }

  @Test func aMillionKeyColumnsAreKeys() throws {
    let line = """
      awk 'BEGIN{for(y=0;y<4;y++){for(i=0;i<1000000;i++)printf y?"a,":"c"i",";print y?y","y*y:"year,value"}}' |
      $TURNOVER fit | awk -F, '{print NF, $1, $1000000, $1000001, $1000002, $1000003}'
      """
    let run = try CommandRun(shell: line)
    #expect(run.status == 0)
    #expect(run.output == "1000011 c0 c999999 n first last\n1000011 a a 3 1 3\n")
  }

  @Test func keysOfAMegabyteAreKeys() throws {
    let rows = """
      awk 'BEGIN{k="k";while(length(k)<1000000)k=k k;print "k,year,value";for(y=1;y<4;y++)for(s=1;s<10;s++)print k s","y","s*y}'
      """
    let line = "\(rows) | $TURNOVER fit | sed 's/^k*//' | cut -d, -f 1-5"
    let run = try CommandRun(shell: line)
    #expect(run.output == ",n,first,last,last_value\n" + (1...9).map { "\($0),3,1,3,\(3 * $0)\n" }.joined())
  }

  /// Ten million rows of one series, backwards, whose growth is known.
  @Test func oneSeriesOfTenMillionRowsIsOne() throws {
    let line = "awk 'BEGIN{print \"year,value\";for(i=9999999;i>=0;i--)print i\",2\"}' | $TURNOVER fit | cut -d, -f 1-5"
    #expect(try CommandRun(shell: line).output == "n,first,last,last_value,growth\n10000000,0,9999999,2,0\n")
  }

  /// The same rows one series after the other, and year after year.
  @Test func interleavedRowsGiveTheSameRows() throws {
    let folder = try ScratchFolder()
    let line = """
      awk 'BEGIN{print "k,year,value";for(s=0;s<100000;s++)for(y=0;y<10;y++)print s","y","s+y*y+1}' | $TURNOVER fit > a.csv
      awk 'BEGIN{print "k,year,value";for(y=0;y<10;y++)for(s=0;s<100000;s++)print s","y","s+y*y+1}' | $TURNOVER fit > b.csv
      cmp a.csv b.csv && wc -l < a.csv
      """
    #expect(try CommandRun(shell: line, in: folder.url).output == "100001\n")
  }

  /// 24 MB, too many to be kept: series after series, and with one that comes back behind them all.
  @Test(arguments: ["", "echo key-number-0,7,3 >> p.csv;"]) func aPanelTooLargeToKeepIsReadTwice(_ more: String) throws
  {
    let folder = try ScratchFolder()
    let line = """
      awk 'BEGIN{print "k,year,value";for(s=0;s<160000;s++)for(y=0;y<7;y++)print "key-number-"s","y","s%97+y*y+1}' > p.csv
      \(more) f="$TURNOVER forecast --model naive --quiet"
      $f p.csv --sample > s.csv; wc -l < s.csv; $f p.csv > a; $f p.csv --calibrate-on s.csv | cmp - a
      cat p.csv | $f --threads 1 | cmp - a; wc -l < a
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.output == "4201\n480001\n")
  }
}
