import Foundation
import Testing
import TradeSeries

@testable import Reporting

@Suite struct ChartTests {
  private let names = LedgerNames(Sample.ledger)
  private var charts: [Chart] { Sample.contents.charts(names) }

  private func chart(_ key: SeriesKey) throws -> Chart { try #require(charts.first { $0.series == key }) }

  /// With a target, or the total of two countries with two dated statements; in the order of the code lists.
  @Test func headlineSeries() {
    #expect(
      charts.map(\.series) == [
        Sample.turkey, Sample.mongolia, Sample.china, Sample.chinaExports, Sample.residents, Sample.food,
      ])
  }

  @Test func partsOfAYearAreScaledAndNotDrawnAsYears() throws {
    let chart = try chart(Sample.turkey)
    let mark = try #require(chart.marks.first { $0.statement.id == "tr-2023-m10" })
    #expect(mark.value == 1.6e9 * 12 / 10)
    #expect(mark.isScaled && mark.isMirror && mark.x == 2023)
    #expect(chart.points.allSatisfy { $0.period.months?.isYear == true })
    #expect(chart.undrawnCount == 1)
  }

  @Test func shapesFollowTheWords() throws {
    func shape(_ key: SeriesKey, _ id: String) throws -> Chart.Mark.Shape {
      try #require(try chart(key).marks.first { $0.statement.id == id }).shape
    }
    guard case .point = try shape(Sample.turkey, "tr-2016") else { throw Unexpected() }
    guard case .atLeast = try shape(Sample.turkey, "tr-2021") else { throw Unexpected() }
    guard case .atMost = try shape(Sample.turkey, "tr-2019") else { throw Unexpected() }
    guard case .range(let upper) = try shape(Sample.food, "food-2022") else { throw Unexpected() }
    #expect(upper == 480e6)
  }

  private struct Unexpected: Error {}

  /// A statement in yuan is drawn in dollars, by the conversion that its residual tells.
  @Test func otherCurrenciesAreConvertedAsTheResidualSays() throws {
    var contents = Sample.contents
    contents.assessments.append(
      Sample.assessment(Sample.target("bt", Sample.timber, "30 million", by: "2024"), .uncertain, p: 0.5, level: 30e6))
    let chart = try #require(contents.charts(names).first { $0.series == Sample.timber })
    #expect(chart.marks.map(\.value) == [23.3e6, 20e6])
    #expect(!chart.marks.contains { $0.statement.id == "bt-late" })
  }

  @Test func axesFitTheirValues() throws {
    let (food, turkey) = (try chart(Sample.food), try chart(Sample.turkey))
    #expect(food.isLogarithmic)
    #expect(!turkey.isLogarithmic)
    #expect(ChartAxes(turkey).values.lowerBound == 0)
    #expect(turkey.past.map(\.x) == Array(stride(from: 2016.0, through: 2023, by: 1)))
    #expect(turkey.future.map(\.x) == [2023, 2024, 2025, 2026])
    #expect(ChartAxes(turkey).split == 2023.5)
    #expect(NumberWords.Scale(forAxisTo: 140_000) == .thousand)
  }

  @Test func descriptionsHaveTheNumbersInWords() throws {
    let description = ChartDescription(try chart(Sample.turkey), names: names, style: .terminal)
    #expect(description.title == "Belarus–Türkiye: trade turnover")
    #expect(description.axis == "Billion USD a year")
    #expect(description.text.contains("2016 520 m, 80 % interval 463–584 m;"))
    #expect(description.text.contains("2025 (forecast) 1.60 bn"))
    #expect(description.text.contains("over 1 billion USD for 2021"))
    #expect(description.text.contains("at least 2 billion USD, by 2025: off track"))
  }

  /// A label is not put where lines or another label are.
  @Test func targetLabelsKeepClear() throws {
    let chart = try chart(Sample.china)
    let axes = ChartAxes(chart)
    var labels = GoalLabels(chart, axes)
    let sides = [axes.height(of: 5e9), 0.9, 0.91].map { labels.isRight(at: $0) }
    #expect(sides == [true, false, true])
  }

  @Test func everyChartIsDrawnInColoursOfThePage() async throws {
    let documents = try await Gnuplot().draw(charts)
    #expect(documents.count == charts.count)
    for document in documents {
      let elements = ChartDrawing(document: document).elements
      #expect(elements.contains("var(--chart-median)"))
      #expect(elements.contains("var(--chart-forecast80)"))
      #expect(!elements.contains("rgb("))
      #expect(!elements.contains(" id="))
      #expect(!elements.contains("<svg") && !elements.contains("</svg"))
      let opened = elements.matches(of: #/<(g|text|path|polygon|use|rect)\b/#).count
      let closed = elements.matches(of: #/<\/(g|text)>|\/>/#).count
      #expect(opened == closed)
    }
  }

  /// Linear or logarithmic, one point or many: nothing of a chart stays for the next.
  @Test func chartsDoNotDependOnTheOnesBefore() async throws {
    func shapes(_ documents: [String]) -> [[String]] {
      documents.map { document in
        ChartDrawing(document: document).elements.split(separator: "\n").map(String.init).filter {
          !$0.hasPrefix("<g ")
        }
      }
    }
    let forward = shapes(try await Gnuplot().draw(charts))
    let backward = shapes(try await Gnuplot().draw(charts.reversed()))
    for (left, right) in zip(forward, backward.reversed()) { #expect(left == right) }
  }

  @Test func noChartsNeedNoProgram() async throws {
    #expect(try await Gnuplot(program: "/nonexistent/gnuplot").draw([]).isEmpty)
  }

  @Test func aMissingProgramIsNamedWithItsPackage() async {
    await #expect(throws: ReportError.chartProgramMissing(program: "no-such-gnuplot", package: "gnuplot-nox")) {
      _ = try await Report(Sample.contents, gnuplot: Gnuplot(program: "no-such-gnuplot"))
    }
  }

  /// It ends without reading the script, which must not end this process.
  @Test func aFailingProgramIsAnError() async {
    await #expect(throws: ReportError.chartProgramFailed(program: "false", complaint: "")) {
      _ = try await Report(Sample.contents, gnuplot: Gnuplot(program: "false"))
    }
  }
}
