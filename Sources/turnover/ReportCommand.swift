import ArgumentParser
import Foundation
import TradeTurnover

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the whole analysis as a page, CSV files and Markdown into a folder.")

  @OptionGroup var options: AnalysisOptions

  @Option(
    name: .customLong("out"), help: ArgumentHelp("Folder to write; an earlier report is replaced.", valueName: "dir"))
  var folder: String

  func run() async throws {
    let contents = try options.analyse(.vintages)
    do {
      try ReportFolder(path: folder).write(try await Report(contents).files)
    } catch {
      throw Failure(error)
    }
    if !options.quiet { print("\(folder)/index.html") }
  }
}

/// The system's words for an error number.
func systemMessage(_ errorNumber: Int32) -> String { String(cString: strerror(errorNumber)) }
