import Foundation
import TabularText
import Testing

/// The scanner beside Python's csv module on texts made to break readers: quotes, line ends of all kinds within fields and
/// between records, byte order marks, NUL, fields longer than the scanner's window.
@Suite struct CSVModuleSlowTests {
  /// One text and what the module makes of it.
  private struct Sample {
    let isWritten: Bool
    let text: [UInt8]
    let records: [[String]]?

    init(_ line: Substring) throws {
      let parts = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      isWritten = try #require(parts[0] as? Bool)
      text = try #require((parts[1] as? String)?.data(using: .isoLatin1)).map(\.self)
      records = parts[2] as? [[String]]
    }
  }

  /// What the module refuses is refused; what it reads is read alike, except that it lets a quote stand inside a field and
  /// takes a lone carriage return for a line end, which RFC 4180 does not.
  @Test(arguments: 1...4) func readsAsPythonDoes(seed: Int) throws {
    var (alike, refused) = (0, 0)
    for sample in try samples(seed: seed) {
      let shown = String(decoding: sample.text.prefix(200), as: UTF8.self).debugDescription
      do throws(TabularTextError) {
        let found = try records(sample.text)
        #expect(found == sample.records, "seed \(seed): \(shown)")
        alike += 1
      } catch {
        let isStricter = error.fault == .strayQuote || error.fault == .loneCarriageReturn
        #expect(sample.records == nil || (isStricter && !sample.isWritten), "seed \(seed): \(error) in \(shown)")
        refused += 1
      }
    }
    // Both happen, so that neither branch is empty.
    #expect(alike > 1000 && refused > 500)
  }

  private func samples(seed: Int) throws -> [Sample] {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/csv/hostile.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, "\(seed)", "4000"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let printed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(decoding: printed, as: UTF8.self).split(separator: "\n").map(Sample.init)
  }
}
