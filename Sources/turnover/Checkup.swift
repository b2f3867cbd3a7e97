import Foundation
import TradeTurnover

/// What `doctor` finds.
struct Checkup {
  struct Finding {
    enum Status: String {
      case ok, missing, failed
    }

    let section: String
    let item: String
    let value: String
    let status: Status
    /// How to mend it; empty where nothing is to be mended.
    let mend: String
    /// Whether the command fails by it.
    var isFatal = false
  }

  let findings: [Finding]

  init() async {
    findings = Self.software + Self.certification + Self.machine + (await Self.helpers())
  }

  /// Lines of what must be mended.
  var faults: [String] {
    findings.filter(\.isFatal).map { "\($0.item): \($0.status.rawValue); \($0.mend)" }
  }

  private static func fact(_ section: String, _ item: String, _ value: String) -> Finding {
    Finding(section: section, item: item, value: value, status: .ok, mend: "")
  }

  private static var software: [Finding] {
    let words = BLASLibrary.configuration.split(separator: " ")
    return [
      fact("software", "turnover", Turnover.version),
      fact("software", "OpenBLAS", words.dropFirst().prefix(1).joined()),
      fact("software", "OpenBLAS build", words.dropFirst(2).joined(separator: " ")),
      fact("software", "OpenBLAS kernel", BLASLibrary.kernel),
      fact("software", "OpenBLAS threads", "\(BLASThreads.count)"),
      fact("software", "LAPACK", BLASLibrary.lapackVersion),
      fact("software", "system", ProcessInfo.processInfo.operatingSystemVersionString),
    ]
  }

  /// Digits in common with NIST's certified values.
  private static var certification: [Finding] {
    CertifiedRegression.all.map { set in
      let agreement = set.agreement()
      let digits = [agreement.coefficients, agreement.standardErrors, agreement.residualStandardDeviation]
      let isKept = agreement.least >= set.goal
      return Finding(
        section: "certified digits", item: set.name,
        value: digits.map { String(format: "%.1f", $0) }.joined(separator: " "), status: isKept ? .ok : .failed,
        mend: isKept ? "" : "at least \(Int(set.goal)) are due: another OpenBLAS, or OPENBLAS_CORETYPE=Haswell",
        isFatal: !isKept)
    }
  }

  private static var machine: [Finding] {
    let speed = MachineSpeed()
    return [
      fact("machine", "processors", "\(ProcessInfo.processInfo.activeProcessorCount)"),
      fact("machine", "matrix product", String(format: "%.1f GFLOP/s", speed.gigaflops)),
      fact("machine", "memory", String(format: "%.1f GB/s", speed.gigabytesPerSecond)),
    ]
  }

  private static func helpers() async -> [Finding] {
    var findings: [Finding] = []
    for program in HelperProgram.all {
      let version = await program.version()
      findings.append(
        Finding(
          section: "pieces", item: program.name, value: version ?? program.purpose,
          status: version == nil ? .missing : .ok, mend: version == nil ? program.mend : "",
          isFatal: version == nil && program.isRequired))
    }
    return findings
  }
}

extension Checkup {
  /// For machines.
  var resultTable: ResultTable {
    ResultTable(
      columns: [
        ResultTable.Column("section", .string, "software, certified digits, machine or pieces"),
        ResultTable.Column("item", .string, "what was looked at"),
        ResultTable.Column(
          "value", .string,
          "what was found; of certified digits: coefficients, standard errors, residual standard deviation"),
        ResultTable.Column(
          "status", .string, "whether it is as it should be", allowedValues: ["ok", "missing", "failed"]),
        ResultTable.Column("mend", .string, "how to mend it"),
      ],
      rows: findings.map {
        [.text($0.section), .text($0.item), .text($0.value), .text($0.status.rawValue), .text($0.mend)]
      })
  }

  /// For people.
  var terminalTable: TerminalTable {
    let sections = findings.reduce(into: [String]()) { if $0.last != $1.section { $0.append($1.section) } }
    let headings = [
      "certified digits": "NIST's certified values: digits of coefficients, standard errors, deviation",
      "machine": "machine, by the threads above", "pieces": "pieces around it; only gnuplot has to be there",
    ]
    return TerminalTable(
      columns: [.text("item"), .text("found", flexible: true), .text("status"), .text("mend", flexible: true)],
      sections: sections.map { section in
        TerminalTable.Section(
          heading: headings[section] ?? section,
          rows: findings.filter { $0.section == section }.map { [$0.item, $0.value, $0.status.rawValue, $0.mend] })
      })
  }
}
