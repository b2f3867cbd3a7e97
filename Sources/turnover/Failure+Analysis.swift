import TradeTurnover

extension Failure {
  /// What went wrong in the analysis, in one line that names the ledger and the mend.
  init(_ error: AnalysisError, ledger: String) {
    switch error {
    case .emptyLedger:
      self.init(.input, ["\(ledger)/statements.csv: no statement and no target; add at least one row"])
    case .nothingKnown(let asOf, let first):
      self.init(.input, ["\(ledger)/statements.csv: nothing was known on \(asOf); name \(first) or later with --as-of"])
    case .asOfTooLate(let asOf, let latest):
      self.init(
        .input,
        ["\(ledger)/statements.csv: \(asOf) is more than a century after \(latest), the last date; correct --as-of"])
    case .unknownStatement(let id, let nearest):
      let mend = nearest.isEmpty ? "the ledger has no statement" : "the nearest are \(nearest.joined(separator: ", "))"
      self.init(
        .usage, ["--without \(id): \(ledger)/statements.csv has no statement with this id; \(mend)"])
    case .vintagesNotInOrder(let from, let to):
      self.init(
        .input,
        [
          "\(ledger)/statements.csv: nothing became known after \(from), the last date being \(to); name an earlier day with --from"
        ])
    case .adjustment(let error): self.init(error, ledger: ledger)
    }
  }

  private init(_ error: AdjustmentError, ledger: String) {
    func list(_ series: [SeriesKey]) -> String { series.map(\.description).joined(separator: ", ") }
    switch error {
    case .missingRate(let statement, let currency, let period):
      self.init(
        .input,
        [
          "\(ledger)/rates.csv: statement \(statement) is in \(currency) and there is no rate for \(period); "
            + "add the average rate of that period"
        ])
    case .infeasibleBounds(let series):
      self.init(
        .internal, ["\(ledger): the structural bounds of \(list(series)) cannot be met together; this is a bug"])
    case .noConvergence(let series, let iterations, let change):
      self.init(
        .internal,
        [
          "\(ledger): the mode of \(list(series)) still moved by \(change) after \(iterations) iterations; this is a bug"
        ])
    case .numerical(let error):
      self.init(.internal, ["\(ledger): a factorisation failed (\(error)); this is a bug"])
    case .poorMixing(let series, let effectiveSampleSize, let rHat):
      self.init(
        .internal,
        [
          "\(ledger): the draws of \(list(series)) did not mix (effective draws "
            + "\(Int(effectiveSampleSize)), R-hat \(rHat)); leave out what turnover conflicts names, by --without, else try another --seed and report this"
        ])
    }
  }

  /// What went wrong in writing a report.
  init(_ error: ReportError) {
    switch error {
    case .chartProgramMissing(let program, let package):
      self.init(.input, ["\(program): not found; install the Debian package \(package)"])
    case .chartProgramFailed(let program, let complaint):
      self.init(.internal, ["\(program): \(complaint)"])
    case .foreignFiles(let folder, let names):
      let some = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
      self.init(
        .input, ["\(folder): holds files that are not a report's (\(some)); name an empty or new folder with --out"])
    case .currentFolder(let path):
      self.init(.input, ["\(path): is the current folder or holds it; name another place with --out"])
    case .notAFolder(let path):
      self.init(.input, ["\(path): is a file; name a folder with --out"])
    case .parentMissing(let path):
      self.init(.input, ["\(path): does not exist; make it first or name another place with --out"])
    case .notPermitted(let path):
      self.init(.input, ["\(path): no permission to write; name another place with --out"])
    case .diskFull(let path):
      self.init(.input, ["\(path): the disk is full; make room or name another place with --out"])
    case .fileSystem(let path, let errorNumber):
      self.init(.input, ["\(path): \(systemMessage(errorNumber)); name another place with --out"])
    }
  }
}
