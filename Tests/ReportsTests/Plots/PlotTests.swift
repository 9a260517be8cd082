import TestSupport
import ExperimentSupport
import CentralizeOptions
@testable import Reports
import RunRecords
import Foundation
import Testing

struct PlotTests {
  private func plot(_ name: String = "none") -> Plot {
    Plot(
      title: "Loss <&> \"more\"", xTitle: "epoch", yTitle: "loss",
      curves: [
        .init(
          name: name,
          points: [.init(x: 1, y: 1, deviation: 0.25), .init(x: 2, y: 0.5, deviation: 0.125)]),
        .init(name: "all", points: [.init(x: 1, y: 0.75), .init(x: 2, y: 0.5)]),
      ], bandTitle: "± deviation")
  }

  private func all(_ name: String, in svg: String) throws -> [Markup.Element] {
    try Markup.elements(of: svg).filter { $0.name == name }
  }

  private func corners(_ element: Markup.Element) -> [[Double]] {
    (element.attributes["points"] ?? "").split(separator: " ").map {
      $0.split(separator: ",").compactMap { Double($0) }
    }
  }

  @Test func curvesAndBandsLieWhereTheirNumbersAre() throws {
    let svg = plot().svg(.file, id: "p")
    let lines = try all("polyline", in: svg).map(corners)
    try #require(lines.count == 2 && lines.allSatisfy { $0.count == 2 })
    // Both end at the same point; smaller values lie lower, later ones further right.
    #expect(lines[0][1] == lines[1][1])
    #expect(lines[0][0][1] < lines[1][0][1] && lines[0][0][0] == lines[1][0][0])
    #expect(lines[0][0][0] < lines[0][1][0] && lines[0][0][1] < lines[0][1][1])
    // The band of the first curve: up from left to right, and back below. The second has none.
    let bands = try all("polygon", in: svg).map(corners)
    try #require(bands.count == 1 && bands[0].count == 4)
    let (top, bottom) = (bands[0][0][1], bands[0][3][1])
    #expect(abs((top + bottom) / 2 - lines[0][0][1]) < 0.02)
    // From 1 to 0.75 is as far as half from 1 to 0.5.
    #expect(abs((bottom - lines[0][0][1]) * 2 - (lines[0][1][1] - lines[0][0][1])) < 0.05)
  }

  @Test func ofVeryManyPointsNeighborsArePutTogether() throws {
    let points = (1...200_000).map {
      Plot.Point(x: Double($0), y: $0 % 2 == 0 ? 1 : 3, deviation: 1)
    }
    let curve = Plot.Curve(name: "c", points: points).thinned(to: 100)
    #expect(curve.points.count == 100)
    #expect(curve.points.first == points.first && curve.points.last == points.last)
    #expect(curve.points.dropFirst().dropLast().allSatisfy { abs($0.y - 2) < 0.01 })
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.x < $1.x })
    #expect(
      Plot.Curve(name: "c", points: Array(points.prefix(100))).thinned(to: 100).points.count == 100)
    let plot = Plot(
      title: "t", xTitle: "x", yTitle: "y", curves: [.init(name: "c", points: points)])
    #expect(plot.svg(.page, id: "p").utf8.count < 50_000)
  }

  @Test func numbersAtTheEndOfTheirRangeAreDrawn() throws {
    let points = [1e308, -1e308, 1e308, .nan, .infinity].enumerated().map {
      Plot.Point(x: Double($0 + 1), y: $1)
    }
    let plot = Plot(
      title: "t", xTitle: "x", yTitle: "y", curves: [.init(name: "c", points: points)])
    let line = try #require(try all("polyline", in: plot.svg(.file, id: "p")).map(corners).first)
    #expect(line.count == 3 && line.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isFinite) })
    #expect(line[0][1] == line[2][1] && line[0][1] < line[1][1])
  }

  @Test func wordsStandAtTheCurvesEndsAndInTheLegend() throws {
    let texts = try all("text", in: plot().svg(.file, id: "p")).map(\.text)
    for word in ["Loss <&> \"more\"", "epoch", "loss", "± deviation"] {
      #expect(texts.count { $0 == word } == 1, "\(word)")
    }
    for name in ["none", "all"] { #expect(texts.count { $0 == name } == 2, "\(name)") }
  }

  @Test func whoDoesNotSeeItCanReadIt() throws {
    let svg = plot().svg(.page, id: "p")
    let root = try #require(try Markup.elements(of: svg).first)
    #expect(root.attributes["role"] == "img")
    #expect(root.attributes["aria-labelledby"] == "p-title p-text")
    let text = try #require(try all("desc", in: svg).first?.text)
    #expect(
      text
        == "loss against epoch. none goes from 1 at 1 to 0.5 at 2; all goes from 0.75 at 1 to 0.5 "
        + "at 2.")
  }

  @Test func aFileHasFixedColorsAndAPageVariables() {
    let (file, page) = (plot().svg(.file, id: "p"), plot().svg(.page, id: "p"))
    #expect(file.contains("width=\"3.4in\" height=\"2.5in\"") && !page.contains("3.4in"))
    #expect(!file.contains("var(") && file.contains(Palette.light[0]))
    #expect(page.contains("var(--curve-1)") && !page.contains("#"))
  }

  @Test func strangeNamesStayText() throws {
    let svg = plot("</svg><script>\u{1}").svg(.page, id: "p")
    #expect(!svg.contains("<script>"))
    #expect(try all("text", in: svg).contains { $0.text == "</svg><script>\u{FFFD}" })
  }

  @Test func emptyAndSinglePointsCanBeDrawn() throws {
    var plot = plot()
    plot.curves[0].points = []
    plot.curves[1].points = [.init(x: 1, y: 0.5)]
    let svg = plot.svg(.file, id: "p")
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
    #expect(try all("polyline", in: svg).count == 1)
  }

  @Test func theCurvesAreThePapersFigures() throws {
    let cell = try cell(
      "sgd/x", none: [[0.25, 0.5], [0.25, 0.75]], all: [[0.5, 0.5], [0.5, 1]])
    let entries = CurvePlots.entries(of: cell, .classification)
    #expect(entries.map(\.name) == ["sgd-x-training-loss", "sgd-x-test-accuracy"])
    let accuracy = entries[1].plot
    #expect(accuracy.curves.map(\.name) == ["without", "with GC (all)"])
    #expect(accuracy.curves[0].points.map(\.y) == [25, 62.5])
    // 25 / √2 around the mean of 50 and 75.
    #expect(
      near(
        accuracy.curves[0].points[1].high - accuracy.curves[0].points[1].y,
        12.5 * 2.0.squareRoot()))
    #expect(accuracy.bandTitle == "± deviation, 2 seeds")
    #expect(entries[0].plot.curves[0].points.map(\.y) == [0.75, 0.375])
  }
}
