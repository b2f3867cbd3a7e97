import TabularText
import TradeSeries

/// What can be wrong with a ledger.
public enum LedgerFault: Error, Hashable, Sendable {
  // Files

  /// Nothing at the path.
  case missing
  /// A file where the ledger's folder should be.
  case notAFolder
  /// A folder, pipe or device where a file should be.
  case notAFile
  /// The system refused to read the file.
  case unreadableFile(errno: Int32)
  /// The system refused to write the file.
  case unwritableFile(errno: Int32)
  /// A store in one file that cannot be used.
  case store(StoreFault)
  /// Not a table by RFC 4180 in UTF-8 with the right header; where in the line it is, the fault itself tells.
  case text(TabularTextError)

  // Single cells

  /// A row of commas and blanks.
  case blankRow
  /// A cell that must be filled.
  case emptyCell
  /// Blanks before or behind the text.
  case surroundingBlanks(String)
  /// A slash in a value that is part of a series key, where slashes separate.
  case slash(String)
  /// A code or id that its list does not have.
  case unknownCode(String, list: LedgerFile, nearest: String?)
  /// A code or id that an earlier row has.
  case duplicate(String, firstLine: Int)
  /// A word that is not one of those the column takes.
  case unknownWord(String, allowed: [String], nearest: String?)
  /// A figure that is not in the notation.
  case unreadableFigure(String, StatedFigureError, nearest: StatedFigure?)
  /// A period or date that is not in the notation or not in the calendar.
  case period(String, PeriodError)
  /// A day that is not in the notation or not in the calendar.
  case date(String, PeriodError)
  /// A unit that is no currency, `m3`, `t` or `1`.
  case unknownUnit(String)
  /// A currency that is not three capital letters, or the US dollar, which needs no rate.
  case notACurrency(String)

  /// A rate at a date: it is an average over months.
  case rateAtDate(ReferencePeriod)
  /// A rate that is no positive number.
  case notARate(StatedFigure)

  // Cells that do not go together

  /// A figure whose form does not fit the kind of statement, such as a percentage as a level.
  case formOfOtherKind(StatedFigure, kind: Statement.Kind)
  /// A figure below zero of something that cannot be.
  case negativeQuantity(StatedFigure, indicator: String)
  /// A level of a stock, or a stock of a flow.
  case kindOfOtherNature(Statement.Kind, indicator: String, nature: Indicator.Nature)
  /// A flow at a date, or a stock over months.
  case periodOfOtherNature(ReferencePeriod, indicator: String, nature: Indicator.Nature)
  /// A run of months of more than two calendar years.
  case tooManyYears(Period)
  /// A level, stock or goal without a unit.
  case lackingUnit(Indicator?)
  /// A unit where a ratio or fraction has none.
  case superfluousUnit(String)
  /// A unit of another kind than the indicator's, such as cubic metres of money.
  case unitOfOtherKind(UnitOfMeasure, indicator: String, kind: UnitOfMeasure.Kind)
  /// A base where a quantity has none.
  case superfluousBase(String)
  /// An open goal that is a multiple of nothing.
  case lackingBase
  /// A base that does not end before the period.
  case baseNotEarlier(base: ReferencePeriod, period: ReferencePeriod)
  /// A share of nothing.
  case lackingWhole
  /// A whole that is neither `indicator[/product]` nor `reporter/partner/indicator[/product[/entity]]`.
  case unreadableWhole(String)
  /// A share of the series in itself.
  case wholeIsPart(SeriesKey)
  /// A whole of another nature or kind of unit than the part.
  case wholeOfOtherKind(String, part: String)
  /// A statement known before the period was over, whose note does not say why.
  case knownBeforeEnd(knownOn: CalendarDate, end: CalendarDate)
  /// A goal in another form than a quantity or a multiple.
  case goalIsShare(StatedFigure)
  /// A goal whose time was over before it was set.
  case deadlineBeforeSetting(deadline: ReferencePeriod, setOn: CalendarDate)

  // Rows that do not go together

  /// A code that is its own ancestor: the chain of parents from it back to it.
  case ownAncestor([String])
  /// No exchange rate for a currency and period.
  case lackingRate(currency: String, period: Period)
  /// A second rate of the same currency and period.
  case duplicateRate(currency: String, period: Period, firstLine: Int)
  /// A statement that says the same as an earlier one.
  case identicalStatement(id: String, line: Int)
}
