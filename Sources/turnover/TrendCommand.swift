import ArgumentParser
import Foundation
import TradeTurnover

struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Prints the yearly growth of every series, by all models side by side.",
    discussion: """
      With a ledger: of every adjusted series. With a file whose name ends in .csv: of its columns; it has a header, a \
      column of years (period or year), a column of values (value), and columns before that of the years tell series \
      apart. Growth is a fraction a year in CSV and JSON. A series too short for a model, or with values that have no \
      logarithm, is told so.
      """)

  @OptionGroup var options: ResultOptions

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp("Only this model; may be repeated. \(Self.modelNames)", valueName: "name"))
  var models: [TrendModel] = []

  @Option(
    name: .customLong("series"),
    help: ArgumentHelp("Only series whose key begins so, such as BY/TR or BY/CN/exports.", valueName: "key"))
  var series: String?

  @Flag(help: "The level of each trend by year, with mean and prediction interval, instead of its growth.")
  var paths = false

  @Option(help: ArgumentHelp("Column of the years of a .csv file.", valueName: "column"))
  var period: String?

  @Option(help: ArgumentHelp("Column of the values of a .csv file.", valueName: "column"))
  var value: String?

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      "Column that tells series of a .csv file apart; may be repeated. By default all before the years'.",
      valueName: "column"))
  var keys: [String] = []

  private static var modelNames: String {
    "One of " + TrendModel.allCases.map(\.rawValue).joined(separator: ", ") + "."
  }

  private var file: String? {
    options.analysis.ledger.ledger.flatMap { $0.lowercased().hasSuffix(".csv") ? $0 : nil }
  }

  func validate() throws {
    if file == nil, period != nil || value != nil || !keys.isEmpty {
      throw ValidationError("--period, --value and --key choose columns of a .csv file: name one")
    }
    if let file, options.analysis.asOf != nil || options.analysis.hyperparameters != nil {
      throw ValidationError("\(file): --as-of and --hyperparameters are for ledgers; a .csv file is taken as it is")
    }
    if file != nil, models == [.posterior] {
      throw ValidationError("--model posterior is for ledgers: numbers of a .csv file have no posterior")
    }
  }

  func run() throws {
    let listing = try file.map(fileListing) ?? ledgerListing()
    if file != nil, listing.series.allSatisfy({ $0.outcomes.allSatisfy { $0.fit == nil } }) {
      throw Failure(.input, listing.failures.map { "\(file ?? ""): \($0)" })
    }
    try options.write { listing.render(as: options.format, paths: paths, color: $0) }
    // A table says it itself.
    if options.format != .table, file != nil, !options.analysis.quiet {
      try? FileHandle.standardError.write(
        contentsOf: Data(listing.failures.map { "\(file ?? ""): not given: \($0)\n" }.joined().utf8))
    }
  }

  private var prefix: [String] {
    series?.split(separator: "/", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  private func ledgerListing() throws -> TrendListing {
    let contents = try options.analysis.analyse()
    options.announce(contents)
    let listing = TrendListing(
      contents, models: models.isEmpty ? nil : Set(models), under: prefix)
    guard let series, listing.series.isEmpty else { return listing }
    throw Failure(.input, ["--series \(series): no such series; `turnover series` lists them"])
  }

  private func fileListing(_ path: String) throws -> TrendListing {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.input, ["\(path): cannot be read; name a CSV file that exists and may be read"])
    }
    let columns = SeriesFile.Columns(period: period, value: value, keys: keys.isEmpty ? nil : keys)
    let file: SeriesFile
    do throws(SeriesFileError) {
      file = try SeriesFile.reading(data, columns)
    } catch {
      throw Failure(error, file: path)
    }
    if !file.blankLines.isEmpty, !options.analysis.quiet {
      let lines = file.blankLines.prefix(10).map(String.init).joined(separator: ", ")
      let more = file.blankLines.count > 10 ? " and \(file.blankLines.count - 10) more" : ""
      try? FileHandle.standardError.write(
        contentsOf: Data("\(path): no value on line \(lines)\(more): taken as missing years\n".utf8))
    }
    let entries = file.entries.filter { $0.key.starts(with: prefix) }
    guard !entries.isEmpty else {
      throw Failure(.input, ["\(path): no series begins with \(series ?? ""); leave --series out to see all"])
    }
    // Without draws there is nothing to weigh by: no fault of the file, so said only where it was asked for.
    let comparison = TrendComparison(models: models.isEmpty ? TrendModel.ofSeries.filter { $0 != .weighted } : models)
    let rows = parallelMap(entries) { entry in
      TrendListing.Series(
        key: entry.key, name: entry.key.joined(separator: "/"), unit: nil,
        outcomes: comparison.outcomes(for: TrendEvidence(series: entry.series)))
    }
    return TrendListing(keyNames: file.keyNames, series: rows)
  }
}

extension TrendModel: ExpressibleByArgument {}

extension SeriesFile {
  fileprivate static func reading(_ data: Data, _ columns: Columns) throws(SeriesFileError) -> SeriesFile {
    let result = data.withUnsafeBytes { bytes in
      Result { () throws(SeriesFileError) in try SeriesFile(bytes, columns: columns) }
    }
    return try result.get()
  }
}
