import ArgumentParser
import Foundation
import TradeTurnover

/// The ledger that a command reads.
struct LedgerOption: ParsableArguments {
  @Argument(help: "Folder or store of the ledger; by default the shipped one.")
  var ledger: String?

  /// Where the ledger is: as given, or the shipped one below this folder or beside the build folder.
  func path() throws -> String {
    if let ledger { return ledger }
    let name = "datasets/belarus-asia"
    var folders = [FileManager.default.currentDirectoryPath]
    var program = Bundle.main.executableURL?.resolvingSymlinksInPath()
    while let folder = program?.deletingLastPathComponent(), folder.path != "/", folder != program {
      folders.append(folder.path)
      program = folder
    }
    let places = folders.map { $0 + "/" + name }
    guard let place = places.first(where: { FileManager.default.fileExists(atPath: $0 + "/statements.csv") }) else {
      throw Failure(
        .input, ["\(name): the shipped ledger is not here; name a ledger folder as the command's argument"])
    }
    return place
  }

  /// Reads and checks the ledger; one line a problem where it has any.
  func read() throws -> StatementLedger {
    let path = try path()
    do {
      return try LedgerLocation(path).read()
    } catch {
      throw Failure(.input, error.problems.map(\.description))
    }
  }
}
