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
  func run(columns: [String], survey: PanelRun.Survey? = nil, model: @escaping PanelRun.Model) throws {
    let name = file == "-" ? "standard input" : file
    let input = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw Failure(.unopenable(errorNumber: errno), input: name, output: out) }
    let task = PanelRun(
      columns: columns, isAdjacent: adjacent,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, survey: survey, model: model)
    let result: ResultFile
    do throws(PanelError) { result = try openResult() } catch { throw Failure(error, input: name, output: out) }
    let summary: PanelRun.Summary
    do throws(PanelError) {
      summary = try task.run(from: input, to: result)
      try result.finish()
    } catch {
      result.abandon()
      throw Failure(error, input: name, output: out)
    }
    try tell(summary, of: name)
  }

  private func openResult() throws(PanelError) -> ResultFile {
    guard let out else { return try ResultFile(descriptor: STDOUT_FILENO, isStreaming: adjacent) }
    return try ResultFile(path: out, onTemporary: removeWhenInterrupted)
  }

  private func tell(_ summary: PanelRun.Summary, of name: String) throws {
    if summary.withoutResult > 0, !quiet {
      let line =
        "\(name): \(summary.withoutResult) of \(summary.seriesCount) series without a result: fewer than two periods, "
        + "or a value of zero or below\n"
      try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
    guard summary.faults.count > 0 else { return }
    let rows = summary.faults.count == 1 ? "1 row was" : "\(summary.faults.count) rows were"
    throw Failure(
      .input, summary.faults.first.map { "\(name):\($0.line): \($0.text)" } + ["\(name): \(rows) left out"])
  }
}

/// What an interrupt is to remove; written once, before any work.
private nonisolated(unsafe) var interruptedFile: UnsafeMutablePointer<CChar>?

/// Removes a half-written file when the command is interrupted or told to end.
private func removeWhenInterrupted(_ path: String) {
  interruptedFile = strdup(path)
  for number in [SIGINT, SIGTERM, SIGHUP] {
    signal(number) { number in
      if let interruptedFile { unlink(interruptedFile) }
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}
