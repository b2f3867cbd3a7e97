import Foundation
import Testing

/// What `fit` and `forecast` leave behind when they cannot end well: no part of a result that looks whole.
@Suite struct PanelOutputFaultTests {
  private static let panel =
    "awk 'BEGIN{print \"k,year,value\";for(s=0;s<40000;s++)for(y=2000;y<2003;y++)print s\",\"y\",\"s+y}' > p.csv"
  private static let small = "printf 'k,year,value\\na,1,1\\na,2,2\\na,3,5\\n' > p.csv"

  @Test(arguments: [
    "fit p.csv --out p.csv", "fit p.csv --out ./link.csv", "forecast - --out p.csv < p.csv", "fit p.csv >> p.csv",
  ])
  func thePanelIsNotOverwritten(_ words: String) throws {
    let folder = try ScratchFolder()
    let run = try CommandRun(
      shell: "\(Self.small); ln -s p.csv link.csv; cp p.csv q.csv; $TURNOVER \(words); s=$?; cmp p.csv q.csv; exit $s",
      in: folder.url)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.hasSuffix(": is the panel that is read; name another file for the results\n"))
    #expect(try folder.names == ["link.csv", "p.csv", "q.csv"])
  }

  @Test func devicesAndPipesAreWrittenToAndStay() throws {
    let folder = try ScratchFolder()
    let line = """
      \(Self.small); mkfifo pipe; cat pipe > a & $TURNOVER fit p.csv --out pipe; wait; $TURNOVER fit p.csv > b; cmp a b
      test -p pipe && $TURNOVER fit p.csv --out /dev/stdout | cmp - b && $TURNOVER fit p.csv --out /dev/full
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors == "/dev/full: No space left on device; make room or name another place\n")
    #expect(try folder.names == ["a", "b", "p.csv", "pipe"])
  }

  @Test func aFileThatIsThereKeepsItsPermissionsAndALinkItsPlace() throws {
    let folder = try ScratchFolder()
    let line =
      "\(Self.small); echo old > o.csv; chmod 640 o.csv; ln -s o.csv l.csv; $TURNOVER fit p.csv --out l.csv;"
      + " stat -c '%a %F' l.csv o.csv; wc -l < o.csv"
    #expect(
      try CommandRun(shell: line, in: folder.url).output == "777 symbolic link\n640 regular file\n2\n")
  }

  /// A limit on the length of files stands for a full disk: the same call fails, with another number.
  @Test func aFullDiskLeavesTheOldFile() throws {
    let folder = try ScratchFolder()
    let line = """
      \(Self.panel); echo old > o.csv; echo > s.csv; trap '' XFSZ; ulimit -f 1000
      $TURNOVER fit p.csv --out o.csv; echo $?; $TURNOVER fit p.csv >> s.csv; echo $?; cat o.csv; wc -c < s.csv
      """
    let run = try CommandRun(shell: line, in: folder.url)
    #expect(run.output == "1\n1\nold\n1\n")
    #expect(
      run.errors == """
        o.csv: File too large; make room or name another place
        standard output: File too large; make room or name another place

        """)
    #expect(try folder.names == ["o.csv", "p.csv", "s.csv"])
  }

  /// First of the copy of the input, then of the results.
  @Test func noRoomForTemporaryFilesIsToldAsThat() throws {
    let folder = try ScratchFolder()
    let line = """
      \(Self.panel); awk 'BEGIN{print "year,value";for(y=0;y<200000;y++)print y","y+1}' > long.csv
      trap '' XFSZ; export TMPDIR=$PWD; ulimit -f 1000
      cat long.csv | $TURNOVER fit --out o.csv; echo $?; $TURNOVER fit p.csv | cat; echo $?; TMPDIR=/none $TURNOVER fit p.csv | cat
      """
    let run = try CommandRun(shell: line, in: folder.url)
    let mend = "for temporary files; make room or name another folder in TMPDIR\n"
    let place = folder.url.resolvingSymlinksInPath().path
    #expect(run.output == "1\n1\n")
    #expect(
      run.errors.replacing(place + "/", with: place)
        == """
        \(place): File too large \(mend)\(place): File too large \(mend)/none: No such file or directory \(mend)
        """.replacing("\n\n", with: "\n"))
    #expect(try folder.names == ["long.csv", "p.csv"])
  }

  @Test(arguments: ["INT", "TERM", "HUP"]) func anInterruptLeavesNothingHalfWritten(_ name: String) throws {
    let folder = try ScratchFolder()
    let line = """
      \(Self.panel); mkfifo one two
      env --default-signal=\(name) $TURNOVER fit one --out o.csv & first=$!; exec 8> one; cat p.csv >&8
      env --default-signal=\(name) $TURNOVER fit two > s.csv & second=$!; exec 9> two; cat p.csv >&9
      for i in $(seq 600); do test -s s.csv && ls -A | grep -q '^\\.o' && break; sleep 0.05; done
      test -s s.csv && ls -A | grep -q '^\\.o' || echo nothing was begun
      kill -\(name) $first $second; wait $first; echo $?; wait $second; echo $?; wc -c < s.csv
      """
    let run = try CommandRun(shell: line, in: folder.url)
    let status = ["INT": 130, "TERM": 143, "HUP": 129][name] ?? 0
    #expect(run.output == "\(status)\n\(status)\n0\n")
    #expect(try folder.names == ["one", "p.csv", "s.csv", "two"])
  }

  @Test func whatTheCallerIgnoresIsIgnored() throws {
    let folder = try ScratchFolder()
    let line = """
      \(Self.small); mkfifo pipe; (trap '' HUP; exec $TURNOVER fit pipe --out o.csv) & one=$!; exec 8> pipe; cat p.csv >&8
      for i in $(seq 600); do ls -A | grep -q '^\\.o' && break; sleep 0.05; done
      kill -HUP $one; exec 8>&-; wait $one; echo $?
      """
    #expect(try CommandRun(shell: line, in: folder.url).output == "0\n")
    #expect(try folder.names == ["o.csv", "p.csv", "pipe"])
  }

  @Test func aClosedStreamIsNoPlaceForAFile() throws {
    let folder = try ScratchFolder()
    let run = try CommandRun(
      shell: "\(Self.small); $TURNOVER fit p.csv >&-; echo $?; $TURNOVER fit <&-; echo $?", in: folder.url)
    #expect(run.output == "1\n1\n")
    #expect(
      run.errors == """
        standard output: Bad file descriptor; make room or name another place
        standard input:1: cannot be read on: Bad file descriptor; try again

        """)
  }

  @Test(
    arguments: [
      ("fit .", ".: Is a directory; name a file"), ("forecast - < .", "standard input: Is a directory; name a file"),
      ("fit p.csv --out .", ".: Is a directory; make room or name another place"),
      ("fit p.csv --out none/o.csv", "none/o.csv: No such file or directory; make room or name another place"),
      ("fit p.csv --out /proc/o.csv", "/proc/o.csv: No such file or directory; make room or name another place"),
      ("fit p.csv/p", "p.csv/p: Not a directory; name a file that exists and may be read"),
    ])
  func aPlaceThatCannotBeIsTold(_ words: String, _ message: String) throws {
    let folder = try ScratchFolder()
    let run = try CommandRun(shell: "\(Self.small); $TURNOVER \(words)", in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors == message + "\n")
    #expect(try folder.names == ["p.csv"])
  }

  @Test func aPipeThatClosesEndsTheCommandAtOnce() throws {
    // Without end: the input goes on for as long as somebody reads the output.
    let endless = "(echo k,year,value; awk 'BEGIN{for(;;)print i++\",1,1\"}')"
    let run = try CommandRun(
      shell: "\(endless) | timeout 900 $TURNOVER fit --adjacent | head -n 2; echo ${PIPESTATUS[1]}")
    #expect(run.errors == "")
    #expect(
      run.output == "k,n,first,last,last_value,growth,se,lo95,hi95,r2,sigma,durbin_watson\n0,1,1,1,1,,,,,,,\n141\n")
  }
}
