import TabularText
import TradeSeries
import Trends

/// Reads the records of a series file into groups of checked observations, and notes every problem.
struct SeriesFileReading {
  struct Group {
    let key: [String]
    var observations: [YearlySeries.Observation] = []
    var lines: [Int: Int] = [:]
  }

  private(set) var keyNames: [String] = []
  private(set) var groups: [Group] = []
  private(set) var blankLines: [Int] = []
  private(set) var problems: [SeriesFileError.Problem] = []
  private var places: [[String]: Int] = [:]
  private let wanted: SeriesFile.Columns

  init(_ wanted: SeriesFile.Columns) { self.wanted = wanted }

  /// Where the columns stand in a record.
  private struct Header {
    let fieldCount: Int
    let period: Int
    let value: Int
    let keys: [Int]
  }

  mutating func read(_ bytes: UnsafeRawBufferPointer) {
    if let offset = firstInvalidUTF8(in: bytes) {
      let before = bytes[..<offset]
      let line = 1 + before.count { $0 == 0x0A }
      let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let location = TextLocation(line: line, column: offset - start + 1)
      note(line, .text(TabularTextError(.invalidUTF8(byte: bytes[offset]), at: location)))
      return
    }
    var scanner = RecordScanner()
    var fields: [RecordScanner.Field] = []
    var header: Header?
    while true {
      let line = scanner.line
      do throws(TabularTextError) {
        guard try scanner.next(in: bytes, into: &fields) else { break }
      } catch {
        // What follows a broken quote cannot be told into records.
        note(error.location.line, .text(error))
        return
      }
      if fields.count == 1, fields[0].bytes.isEmpty, !fields[0].isQuoted { continue }
      let texts = fields.map { bytes.text(of: $0) }
      guard let known = header else {
        header = resolve(texts, line: line)
        guard header != nil else { return }
        continue
      }
      guard texts.count == known.fieldCount else {
        let fault = TabularTextError.Fault.fieldCount(expected: known.fieldCount, found: texts.count)
        note(line, .text(TabularTextError(fault, at: TextLocation(line: line, column: 1))))
        continue
      }
      take(texts, known, line: line)
    }
    if header == nil {
      note(1, .text(TabularTextError(.noHeader, at: TextLocation(line: 1, column: 1))))
    } else if problems.isEmpty, groups.allSatisfy(\.observations.isEmpty) {
      note(scanner.line, .noValues)
    }
  }

  private mutating func note(_ line: Int, _ fault: SeriesFileError.Fault) {
    problems.append(SeriesFileError.Problem(line: line, fault: fault))
  }

  private mutating func resolve(_ names: [String], line: Int) -> Header? {
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      note(line, .text(TabularTextError(.repeatedColumn(name), at: TextLocation(line: line, column: 1))))
    }
    func place(_ role: SeriesFileError.Role, _ candidates: [String]) -> Int? {
      let found = candidates.lazy.compactMap { names.firstIndex(of: $0) }.first
      if found == nil { note(line, .noColumn(role, wanted: candidates, names: names)) }
      return found
    }
    let period = place(.period, wanted.period.map { [$0] } ?? ["period", "year"])
    let value = place(.value, wanted.value.map { [$0] } ?? ["value"])
    let keys = wanted.keys.map { $0.map { place(.key, [$0]) } }
    guard problems.isEmpty, let period, let value else { return nil }
    let keyPlaces = keys?.compactMap { $0 } ?? (0..<period).filter { $0 != value }
    let all = [period, value] + keyPlaces
    for (index, place) in all.enumerated() where all[..<index].contains(place) {
      note(line, .sharedColumn(names[place]))
      return nil
    }
    keyNames = keyPlaces.map { names[$0] }
    return Header(fieldCount: names.count, period: period, value: value, keys: keyPlaces)
  }

  private mutating func take(_ texts: [String], _ header: Header, line: Int) {
    guard let year = Self.year(texts[header.period]) else {
      note(line, .notAYear(texts[header.period]))
      return
    }
    guard (-YearlySeries.yearLimit...YearlySeries.yearLimit).contains(year) else {
      note(line, .yearOutOfRange(year))
      return
    }
    let key = header.keys.map { texts[$0] }
    let place = places[key] ?? groups.count
    if place == groups.count {
      places[key] = place
      groups.append(Group(key: key))
    }
    if let first = groups[place].lines.updateValue(line, forKey: year) {
      note(line, .repeatedYear(year, firstLine: first, key: key))
      return
    }
    guard !texts[header.value].isEmpty else {
      blankLines.append(line)
      return
    }
    guard let value = Double(texts[header.value]), value.isFinite else {
      note(line, .notANumber(texts[header.value]))
      return
    }
    groups[place].observations.append(YearlySeries.Observation(year: year, value: value))
  }

  /// A whole number, or a whole year in the ledger's notation.
  private static func year(_ text: String) -> Int? {
    if let year = Int(text) { return year }
    guard let period = try? Period(parsing: text), period.isYear else { return nil }
    return period.firstYear
  }
}
