import TradeSeries

extension LedgerFault {
  /// What is wrong, and how to mend it.
  var text: String {
    switch self {
    case .missing: "there is nothing at this path; a ledger is a folder with \(Self.fileNames)"
    case .notAFolder: "this is no folder; a ledger is a folder with \(Self.fileNames)"
    case .notAFile: "this is no file; put a CSV file in its place"
    case .unreadableFile(let errno): "the system does not let it be read (error \(errno)); check its permissions"
    case .unwritableFile(let errno):
      "the system does not let it be written (error \(errno)); check the folder's permissions and the room on the disk"
    case .store(let fault): fault.text
    case .text(let error): error.text
    case .blankRow: "the row is blank; delete it"
    case .emptyCell: "the cell is empty; fill it"
    case .surroundingBlanks(let text): "\(text.quoted) begins or ends with a blank; take it away"
    case .slash(let text): "\(text.quoted) holds a slash, which separates the parts of a series key; write it without"
    case .unknownCode(let code, let list, let nearest):
      "\(code.quoted) is not in \(list.name); "
        + (nearest.map { "did you mean \($0.quoted)? Otherwise add it there" } ?? "add it there, or correct it")
    case .duplicate(let code, let firstLine): "\(code.quoted) stands on line \(firstLine) too; give one of them another"
    case .unknownWord(let word, let allowed, let nearest):
      "\(word.quoted) is none of \(allowed.joined(separator: ", "))"
        + (nearest.map { "; did you mean \($0.quoted)?" } ?? "; write one of them")
    case .unreadableFigure(let text, let error, let nearest):
      "\(text.quoted) is no figure: \(error.text); "
        + (nearest.map { "write it as \"\($0)\" if that is meant" }
          ?? "write it as in 5.8 billion, over 200 million, 250..300 million, x1.6, +25% or 49%")
    case .period(let text, let error): "\(text.quoted) is no period: \(error.text(isDate: false))"
    case .date(let text, let error): "\(text.quoted) is no date: \(error.text(isDate: true))"
    case .unknownUnit(let unit): "\(unit.quoted) is no unit; write an ISO 4217 code such as USD, or m3, t or 1"
    case .notACurrency(let code):
      "\(code.quoted) needs or has no rate; write an ISO 4217 code other than USD, such as CNY"
    case .rateAtDate(let date): "\(date) is a date, a rate is the average of months; write the year or the months"
    case .notARate(let figure): "\"\(figure)\" is no rate; write units of the currency for one US dollar, such as 6.729"
    case .formOfOtherKind(let figure, let kind): "\"\(figure)\" is \(figure.form.name); \(kind.wantedFigure)"
    case .negativeQuantity(let figure, let indicator):
      "\"\(figure)\" is below zero, which only the indicator balance can be; correct it, or change \(indicator.quoted)"
    case .kindOfOtherNature(_, let indicator, let nature):
      nature == .stock
        ? "\(indicator.quoted) is a stock; write stock, with a date as period"
        : "\(indicator.quoted) is a flow; write level, with months as period"
    case .periodOfOtherNature(let period, let indicator, let nature):
      nature == .stock
        ? "\(period) is a run of months, but \(indicator.quoted) is a stock; write a date such as \(period.lastDay)"
        : "\(period) is a date, but \(indicator.quoted) is a flow; write the months, such as \(period.lastDay.description.prefix(7))"
    case .tooManyYears(let period):
      "\(period) touches \(period.lastYear - period.firstYear + 1) calendar years; "
        + "a run of months can touch two, so state the parts"
    case .lackingUnit(let indicator):
      "a quantity has a unit; write "
        + (indicator.map(\.unitKind.examples) ?? "an ISO 4217 code such as USD, or m3, t or 1")
    case .superfluousUnit(let unit): "a ratio or share has no unit; delete \(unit.quoted), or correct the kind"
    case .unitOfOtherKind(let unit, let indicator, let kind):
      "\(unit) measures \(unit.kind), but the unit_kind of \(indicator.quoted) is \(kind); write \(kind.examples)"
    case .knownBeforeEnd(let knownOn, let end):
      "\(knownOn) is before the period's end, \(end); correct it, or say in note why it was known before"
    case .superfluousBase(let base): "a quantity has no base; delete \(base.quoted), or correct the kind or figure"
    case .lackingBase:
      "an open goal that is a multiple or a change needs a base; write the period it is measured against"
    case .baseNotEarlier(let base, let period):
      "the base \(base) does not end before \(period); write an earlier period"
    case .lackingWhole:
      "a share needs its whole; write indicator, indicator/product or reporter/partner/indicator/product/entity"
    case .unreadableWhole(let text):
      "\(text.quoted) is no whole; write indicator, indicator/product or reporter/partner/indicator/product/entity"
    case .wholeIsPart(let key):
      "the whole is the part itself, \(key.description.printable); name the whole in full, such as "
        + key.larger.description.printable
    case .wholeOfOtherKind(let whole, let part):
      "\(part.quoted) is no part of \(whole.quoted): nature or unit_kind differ in indicators.csv; write another whole"
    case .goalIsShare(let goal): "\"\(goal)\" is a share; write a quantity such as 1.5 billion, or x1.2 or +20%"
    case .deadlineBeforeSetting(let deadline, let setOn):
      "\(deadline) was over when the goal was set, on \(setOn); correct one of the two"
    case .ownAncestor(let chain):
      "it is a part of itself (\(chain.map(\.printable).joined(separator: " in "))); break the ring of parents"
    case .lackingRate(let currency, let period):
      "there is no rate of \(currency) for \(period); add a row \(currency),\(period) to rates.csv"
        + (period.isInsideOneYear
          ? "" : ", or one for each of \(period.yearlyParts.map(\.description).joined(separator: " and "))")
    case .duplicateRate(let currency, let period, let firstLine):
      "line \(firstLine) has a rate of \(currency) for \(period) too; keep one"
    case .identicalStatement(let id, let line):
      "it says the same as \(id.quoted) on line \(line), from the same source on the same day; delete one"
    }
  }

  private static var fileNames: String {
    LedgerFile.allCases.filter { !$0.isOptional }.map(\.name).joined(separator: ", ")
  }
}

extension StoreFault {
  fileprivate var text: String {
    switch self {
    case .notADatabase: "this is no SQLite database; name a ledger folder or a store made by import"
    case .notALedger: "this SQLite database is no ledger; name a store made by import"
    case .laterVersion(let version, let known):
      "the store has schema version \(version), this program knows \(known); use the program that wrote it"
    case .locked: "another process holds the store; try again when it is done"
    case .damaged: "the store is torn or overwritten; make it anew from the ledger folder, or take the last copy"
    case .diskFull: "there is no room to write the store, nothing was written; free some space"
    case .readOnly: "the store must not be written; check its permissions and its folder's"
    case .cannotOpen: "the store can be neither opened nor made; check that its folder exists, and its permissions"
    case .refused(let code): "SQLite refused with result code \(code), nothing was written; check the store"
    }
  }
}

extension SeriesKey {
  /// A series that this one is a part of: of the whole economy, of all products or with all partners.
  fileprivate var larger: SeriesKey {
    if !entity.isEmpty {
      return SeriesKey(reporter: reporter, partner: partner, indicator: indicator, product: product)
    }
    return SeriesKey(reporter: reporter, partner: product.isEmpty ? "W" : partner, indicator: indicator)
  }
}

extension StatedFigure.Form {
  fileprivate var name: String {
    switch self {
    case .level: "a quantity"
    case .multiple: "a multiple"
    case .change: "a change"
    case .share: "a share"
    }
  }
}

extension Statement.Kind {
  fileprivate var wantedFigure: String {
    switch self {
    case .level, .stock: "for the kind \(rawValue) write a quantity such as 5.8 billion, or correct the kind"
    case .growth: "for the kind growth write x1.6 or +25%, or correct the kind"
    case .share: "for the kind share write per cent such as 49%, or correct the kind"
    }
  }
}

extension UnitOfMeasure.Kind {
  /// Codes of such units.
  fileprivate var examples: String {
    switch self {
    case .money: "an ISO 4217 code such as USD"
    case .count: "1"
    case .volume: "m3"
    case .mass: "t"
    }
  }
}
