import ArgumentParser
import Foundation
import TradeTurnover

/// The panel that a bulk command reads and where its rows go.
struct PanelOptions: ParsableArguments {
  @Argument(help: "CSV file of the panel, plain or gzip; - for standard input.")
  var file = "-"

  @Option(name: .customLong("out"), help: "File to write; it appears when it is whole.")
  var out: String?

  @Flag(help: "The rows of a series are adjacent: rows come out at once, and one that comes back is an error.")
  var adjacent = false

  @Option(help: "Threads to work on; by default one a core.")
  var threads: Int?

  @Flag(help: "Say nothing but results and errors.")
  var quiet = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): name 1 to 1024 threads")
    }
  }

  /// Runs a model over the panel; rows that cannot be read are told on standard error and end in exit code 1.
  ///
  /// `calibration` is the name of the panel that calibrates, for messages.
  func run(
    columns: [String], survey: PanelRun.Survey? = nil, calibration: String? = nil, model: @escaping PanelRun.Model
  ) throws {
    let (name, input) = try opened(file)
    let task = PanelRun(columns: columns, isAdjacent: adjacent, threads: workers, survey: survey, model: model)
    let result: ResultFile
    do throws(PanelError) { result = try openResult(for: input) } catch {
      throw Failure(error, input: name, output: out)
    }
    let summary: PanelRun.Summary
    do throws(PanelError) {
      summary = try task.run(from: input, to: result)
      try result.finish()
    } catch {
      result.abandon()
      throw Failure(error, input: name, output: out, calibration: calibration.map(panelName))
    }
    try tell(summary, of: name)
  }

  /// Runs a survey over another panel, of which no row may be bad.
  func learn(from path: String, _ survey: PanelRun.Survey) throws {
    let (name, input) = try opened(path)
    defer { close(input) }
    guard !isOutput(input) else { throw Failure(.outputIsInput, input: name, output: out) }
    let task = PanelRun(columns: [], threads: workers, survey: survey) { _, _, _ in [:] }
    let summary: PanelRun.Summary?
    do throws(PanelError) { summary = try task.learn(from: input) } catch {
      throw Failure(error, input: name, output: out)
    }
    if let summary { try tell(summary, of: name) }
  }

  var workers: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  private func opened(_ path: String) throws -> (name: String, input: Int32) {
    let name = panelName(path)
    let input = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw Failure(.unopenable(errorNumber: errno), input: name, output: out) }
    return (name, input)
  }

  private func panelName(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// Whether an open file is the one that the results go to.
  private func isOutput(_ input: Int32) -> Bool {
    var (read, written) = (stat(), stat())
    let isThere = (out.map { stat($0, &written) } ?? fstat(STDOUT_FILENO, &written)) == 0
    return isThere && written.st_mode & S_IFMT == S_IFREG && fstat(input, &read) == 0
      && read.st_dev == written.st_dev && read.st_ino == written.st_ino
  }

  private func openResult(for input: Int32) throws(PanelError) -> ResultFile {
    let result =
      if let out {
        try ResultFile(path: out, input: input, isStreaming: adjacent)
      } else {
        try ResultFile(descriptor: STDOUT_FILENO, input: input, isStreaming: adjacent)
      }
    if let unfinished = result.unfinished { undoWhenInterrupted(unfinished) }
    return result
  }

  private func tell(_ summary: PanelRun.Summary, of name: String) throws {
    if !quiet {
      let text = summary.lines.map { "\(name): \($0)\n" }.joined()
      try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
    guard summary.faults.count > 0 else { return }
    let rows = summary.faults.count == 1 ? "1 row was" : "\(summary.faults.count) rows were"
    throw Failure(
      .input, summary.faults.first.map { "\(name):\($0.line): \($0.text)" } + ["\(name): \(rows) left out"])
  }
}

/// What an interrupt is to remove or to cut back; written once, before any work.
private nonisolated(unsafe) var halfWritten: (path: UnsafeMutablePointer<CChar>?, descriptor: Int32, length: off_t)?

/// Leaves nothing half-written when the command is interrupted or told to end; not where the caller has it ignore that.
private func undoWhenInterrupted(_ unfinished: ResultFile.Unfinished) {
  switch unfinished {
  case .named(let path): halfWritten = (strdup(path), -1, 0)
  case .open(let descriptor, let length): halfWritten = (nil, descriptor, length)
  }
  for number in [SIGINT, SIGTERM, SIGHUP] {
    var present = sigaction()
    sigaction(number, nil, &present)
    // A background job of a script ignores SIGINT, one under nohup SIGHUP.
    if unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      continue
    }
    signal(number) { number in
      if let halfWritten {
        if let path = halfWritten.path { unlink(path) } else { ftruncate(halfWritten.descriptor, halfWritten.length) }
      }
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}
