import ArgumentParser
import Foundation
import TradeTurnover

/// Options of the commands that print one result.
struct ResultOptions: ParsableArguments {
  @OptionGroup var analysis: AnalysisOptions

  @Option(help: "table, csv or json.")
  var format = TableFormat.table

  @Flag(name: .customLong("no-color"), help: "No colours in tables.")
  var noColor = false

  /// Runs the analysis and prints one result.
  func print(_ result: ResultKind, _ scope: AnalysisOptions.Scope = .figures) throws {
    let contents = try analysis.analyse(scope)
    try write { contents.render(result, as: format, color: $0) }
    // A table says it itself.
    if format != .table { announce(contents) }
  }

  /// Says on standard error what the analysis did differently from the default.
  func announce(_ contents: ReportContents) {
    guard !analysis.quiet else { return }
    try? FileHandle.standardError.write(contentsOf: Data(contents.specialities.map { $0 + "\n" }.joined().utf8))
  }

  /// Writes a text to standard output; it is told whether to bear colours.
  func write(_ render: (_ color: Bool) -> String) throws {
    let colors = !noColor && isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    let text = render(colors)
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    } catch {
      throw Failure(.input, ["standard output: cannot be written to; make room or name another place behind >"])
    }
  }
}

extension TableFormat: ExpressibleByArgument {}

struct AdjustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjust", abstract: "Prints every adjusted figure with its intervals.")
  @OptionGroup var options: ResultOptions
  func run() throws { try options.print(.adjusted) }
}

struct NowcastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nowcast", abstract: "Prints the figures of years that are not complete on the as-of date.")
  @OptionGroup var options: ResultOptions
  func run() throws { try options.print(.nowcast) }
}

/// How targets are judged.
enum TargetMethod: String, CaseIterable, ExpressibleByArgument {
  case posterior, eurostat
}

struct TargetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets", abstract: "Prints every target with its probability and verdict.")
  @OptionGroup var options: ResultOptions

  @Option(
    help: """
      posterior: probability, verdict and growth from now; eurostat: status and score of Eurostat and Open SDG, by \
      growth from the first stated year, beside probability and verdict.
      """)
  var method = TargetMethod.posterior

  func run() throws { try options.print(method == .eurostat ? .targetPathIndicator : .targets) }
}

struct ConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "Prints the statements that the others contradict, and what probably happened.")
  @OptionGroup var options: ResultOptions

  @Flag(help: "The global test of every group of linked series instead.")
  var global = false

  func run() throws { try options.print(global ? .globalTests : .conflicts, .contradictions) }
}

struct SeriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series", abstract: "Prints the series of the ledger, one a row.")
  @OptionGroup var options: ResultOptions
  func run() throws { try options.print(.series, .ledger) }
}
