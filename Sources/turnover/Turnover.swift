import ArgumentParser
import Foundation
import TradeTurnover

/// The command: parses, calls the library, prints, exits.
@main
struct Turnover: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "turnover",
    abstract: "Turns stated trade figures into consistent series, trends and judged targets.",
    discussion: """
      LEDGER is a folder of CSV files or a store made from one; without it, the shipped ledger on Belarus and Asia \
      is used. Results go to standard output, errors to standard error. Exit codes: 0 done, 1 the input has \
      problems, 2 wrong usage, 3 an internal failure.
      """,
    version: version,
    subcommands: [
      ReportCommand.self, CheckCommand.self, AdjustCommand.self, NowcastCommand.self, TrendCommand.self,
      TargetsCommand.self, ConflictsCommand.self, SeriesCommand.self, ExplainCommand.self, RevisionsCommand.self,
      DoctorCommand.self, FitCommand.self, ForecastCommand.self, DecomposeCommand.self,
      ConcentrationCommand.self, PoolCommand.self,
    ])

  static func main() async {
    holdStandardStreams()
    do {
      var command = try parseAsRoot()
      // Work is divided by series and groups; only the speed of the machine is measured with all threads of BLAS.
      if !(command is DoctorCommand) { BLASThreads.endOthers() }
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      failure.report()
    } catch {
      exit(reporting: error)
    }
  }

  /// Puts a stream that fails in the place of each that the caller has closed, so that no file is opened there.
  private static func holdStandardStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // It takes the lowest free number, which is this one.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Help and version are answers; every other error of the parser is wrong usage.
  private static func exit(reporting error: any Error) -> Never {
    guard exitCode(for: error) != .success else { exit(withError: error) }
    let arguments = Array(CommandLine.arguments.dropFirst())
    let verb = configuration.subcommands.compactMap { $0.configuration.commandName }.first { $0 == arguments.first }
    let command = "turnover" + (verb.map { " \($0)" } ?? "")
    Failure(usage: message(for: error), arguments: arguments, command: command).report()
  }
}
