import Foundation

/// The `datapackage.json` of a report: Data Package 2.0, one tabular resource for each CSV file.
struct DataPackage: Codable {
  /// The name by which an earlier report is recognised.
  static let reportName = "tradeturnover-report"
  static let fileName = "datapackage.json"

  struct Resource: Codable {
    struct Schema: Codable {
      struct Field: Codable {
        struct Constraints: Codable {
          let `enum`: [String]
        }

        let name: String
        let type: String
        let description: String
        let constraints: Constraints?
      }

      let fields: [Field]
    }

    let name: String
    let type: String
    let path: String
    let format: String
    let mediatype: String
    let encoding: String
    let schema: Schema
  }

  private enum CodingKeys: String, CodingKey {
    case profile = "$schema"
    case name, title, version, resources
  }

  let profile: String
  let name: String
  let title: String
  let version: String
  let resources: [Resource]

  /// Describes tables by file name; `version` is the as-of date.
  init(title: String, version: String, tables: [(path: String, table: ResultTable)]) {
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    name = Self.reportName
    (self.title, self.version) = (title, version)
    resources = tables.map { path, table in
      Resource(
        name: String(path.prefix { $0 != "." }), type: "table", path: path, format: "csv", mediatype: "text/csv",
        encoding: "utf-8",
        schema: Resource.Schema(
          fields: table.columns.map { column in
            Resource.Schema.Field(
              name: column.name, type: column.kind.rawValue, description: column.meaning,
              constraints: column.allowedValues.isEmpty ? nil : .init(enum: column.allowedValues))
          }))
    }
  }

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(self) else { preconditionFailure("strings always encode") }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
