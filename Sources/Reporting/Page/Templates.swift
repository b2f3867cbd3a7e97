import Mustache

/// The templates and the style sheet, which are part of the binary.
enum Templates {
  static let page = template(PackageResources.page_mustache)
  static let styleSheet = String(decoding: PackageResources.page_css, as: UTF8.self)

  /// Markdown, in which text of the ledger is escaped as HTML is in the page.
  static let markdown: MustacheTemplate = {
    MustacheContentTypes.register(MarkdownContent(), named: "MARKDOWN")
    return template(PackageResources.report_mustache)
  }()

  private static func template(_ bytes: [UInt8]) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
    } catch {
      preconditionFailure("a template of this package does not parse: \(error)")
    }
  }
}

/// Escapes what Markdown would take for marks: text of the ledger stays text.
struct MarkdownContent: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", "|", "#", "~": escaped += "\\\(character)"
      case "\n", "\r", "\r\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
