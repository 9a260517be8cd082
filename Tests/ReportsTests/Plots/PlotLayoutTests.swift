import ExperimentSupport
@testable import Reports
import TestSupport
import Testing

/// That everything of a plot has its place: whatever the arms are called, however many there are, and whatever
/// their numbers are.
struct PlotLayoutTests {
  /// Arms and their numbers.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var names: [String]
    var epochs = 10
    var value: @Sendable (_ arm: Int, _ epoch: Int) -> Double = { arm, epoch in
      1.5 / Double(epoch).squareRoot() + 0.05 * Double(arm)
    }
    var deviation = 0.03
    var title = "Training loss: resnet8, sgd"
    var isLogarithmic = false

    var plot: Plot {
      let curves = names.enumerated().map { arm, name in
        Plot.Curve(
          name: name,
          points: epochs == 0
            ? []
            : (1...epochs).map {
              .init(x: Double($0), y: value(arm, $0), deviation: deviation)
            })
      }
      return Plot(
        title: title, xTitle: "epoch", yTitle: "training loss (nats)", curves: curves,
        bandTitle: deviation > 0 ? "± deviation, 10 seeds" : nil, isLogarithmic: isLogarithmic)
    }
  }

  private static let short = [
    "without", "with GC (all)", "with GC (convolutions)", "all-update", "output-norm", "tensor",
    "scaled", "moment", "clip",
  ]
  private static let long =
    [
      "without-centralization-at-all-and-more", "with GC (all, on the update, after the decay)",
      "convolutions-centralization-axis-output-normalized", String(repeating: "x", count: 90),
      "W", "配置甲乙丙丁", "𝔊ℭ ±",
    ]
  private static let counted = (1...40).map { "arm \($0)" }

  static let cases: [Case] =
    [1, 2, 3, 5, 9].map { Case(testDescription: "\($0) arms", names: Array(short.prefix($0))) }
    + [1, 2, 4, 300].map {
      Case(testDescription: "\($0) epochs", names: Array(short.prefix(5)), epochs: $0)
    } + [
      Case(testDescription: "40 arms", names: counted),
      Case(
        testDescription: "long names", names: long,
        title: String(repeating: "long title ", count: 20)),
      Case(
        testDescription: "negative values", names: Array(short.prefix(5)),
        value: { arm, epoch in -0.25 * Double(epoch) - Double(arm) }),
      Case(
        testDescription: "curves that end at one point", names: Array(short.prefix(9)),
        value: { _, epoch in 1 / Double(epoch) }, deviation: 0),
      Case(
        testDescription: "large numbers", names: Array(short.prefix(3)), epochs: 5,
        value: { arm, epoch in 1e8 * Double(arm + epoch) }),
      Case(
        testDescription: "very many steps", names: Array(short.prefix(2)), epochs: 234_567,
        value: { arm, epoch in Double(arm) + 1 / Double(epoch) }),
      Case(
        testDescription: "logarithmic", names: Array(short.prefix(2)),
        value: { arm, epoch in Double(arm + 1) * Double(epoch) }, isLogarithmic: true),
    ]

  /// A text and the box that it fills, in the fonts that take most room.
  private struct Label {
    var role: String?
    var text: String
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>

    init(_ element: Markup.Element) throws {
      func number(_ name: String) -> Double? { element.attributes[name].flatMap { Double($0) } }
      let size = number("font-size") ?? PlotLayout.fontSize
      let width = TextWidth.of(
        element.text, size: size, isBold: element.attributes["font-weight"] != nil)
      let shift =
        switch element.attributes["text-anchor"] {
        case "middle": -width / 2
        case "end": -width
        default: 0.0
        }
      (role, text) = (element.attributes["class"], element.text)
      if let transform = element.attributes["transform"] {
        // Turned by a right angle: it goes up from where it begins.
        let place = try #require(
          transform.firstMatch(of: /translate\(([0-9.]+) ([0-9.]+)\) rotate\(-90\)/))
        let (x, y) = (try #require(Double(place.1)), try #require(Double(place.2)))
        (self.x, self.y) = (x - size * 0.8...x + size * 0.24, y - width / 2...y + width / 2)
      } else {
        let (x, y) = (try #require(number("x")), try #require(number("y")))
        (self.x, self.y) = (x + shift...x + shift + width, y - size * 0.8...y + size * 0.24)
      }
    }

    func lies(on other: Label) -> Bool {
      func length(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> Double {
        min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound)
      }
      return length(x, other.x) > 0.1 && length(y, other.y) > 0.1
    }
  }

  private func elements(_ plot: Plot) throws -> [Markup.Element] {
    try Markup.elements(of: plot.svg(.file, id: "p"))
  }

  private func labels(_ plot: Plot) throws -> [Label] {
    try elements(plot).filter { $0.name == "text" }.map(Label.init)
  }

  @Test(arguments: cases) func everyArmIsInTheLegendAndSoIsTheBand(_ drawn: Case) throws {
    let plot = drawn.plot
    let entries = try labels(plot).filter { $0.role == "legend" }.map(\.text)
    // A name may have more lines than one: together they are all of it.
    let expected = drawn.names + [plot.bandTitle].compactMap { $0 }
    #expect(entries.joined().filter { $0 != " " } == expected.joined().filter { $0 != " " })
    let samples = try elements(plot).filter { $0.attributes["class"] == "sample" }
    #expect(samples.count == expected.count)
    // No two curves look alike.
    let looks = samples.filter { $0.name == "line" }.map {
      [$0.attributes["style"] ?? "", $0.attributes["stroke-dasharray"] ?? ""]
    }
    #expect(Set(looks).count == min(drawn.names.count, 36))
  }

  @Test(arguments: cases) func noTwoLabelsLieOnEachOther(_ drawn: Case) throws {
    let labels = try labels(drawn.plot)
    for (index, label) in labels.enumerated() {
      for other in labels[..<index] {
        #expect(!label.lies(on: other), "'\(label.text)' and '\(other.text)'")
      }
    }
  }

  @Test(arguments: cases) func everyLabelIsWithinThePicture(_ drawn: Case) throws {
    let root = try #require(try elements(drawn.plot).first)
    let sides = (root.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    try #require(sides.count == 4)
    for label in try labels(drawn.plot) {
      let isWithin =
        label.x.lowerBound >= 0 && label.x.upperBound <= sides[2] && label.y.lowerBound >= 0
        && label.y.upperBound <= sides[3]
      #expect(isWithin, "'\(label.text)' at \(label.x), \(label.y) of \(sides)")
    }
  }

  @Test(arguments: cases) func bothAxesHaveFourTicksOrMore(_ drawn: Case) throws {
    let labels = try labels(drawn.plot)
    #expect(labels.count { $0.role == "tick-y" } >= 4)
    // There is no epoch between the first and the second.
    #expect(labels.count { $0.role == "tick-x" } >= min(drawn.epochs, 4))
  }

  /// The plot itself is as large with forty arms as with one.
  @Test func namesDoNotTakeThePlotsRoom() {
    for drawn in Self.cases {
      let layout = PlotLayout(drawn.plot)
      #expect(near(layout.bottom - layout.top, 168) && layout.right - layout.left > 170)
    }
  }

  @Test func namesStandAtTheEndsWhereTheyHaveRoom() throws {
    func ends(_ names: [String]) throws -> [String] {
      try labels(Case(testDescription: "", names: names).plot).filter { $0.role == "end" }.map(
        \.text)
    }
    #expect(try ends(["without", "with GC (all)"]) == ["without", "with GC (all)"])
    #expect(try ends(["without", "with GC (all, on the update)"]).isEmpty)
    #expect(try ends(Self.counted).isEmpty)
  }

  @Test func labelsStayNearToWhereTheyBelong() {
    let layout = PlotLayout(Case(testDescription: "", names: ["a", "b"]).plot)
    let (middle, distance) = ((layout.top + layout.bottom) / 2, PlotLayout.labelDistance)
    // Three at one place stand around it, one far from them where it belongs.
    let places = layout.spread([middle, middle, layout.top + 10, middle])
    #expect(places == [middle - distance, middle, layout.top + 10, middle + distance])
    // At the lower end they stand above it.
    let low = layout.spread([layout.bottom, layout.bottom])
    #expect(low == [layout.bottom - distance, layout.bottom])
  }

  @Test func aSingleEpochShowsItsDeviation() throws {
    let one = Case(testDescription: "", names: ["without"], epochs: 1)
    let bars = try elements(one.plot).filter { $0.attributes["stroke-opacity"] != nil }
    let bar = try #require(bars.first)
    let ends = ["y1", "y2"].compactMap { bar.attributes[$0].flatMap { Double($0) } }
    let layout = PlotLayout(one.plot)
    try #require(bars.count == 1 && ends.count == 2)
    #expect(abs(ends[0] - layout.place(x: 1, y: 1.53).y) < 0.01)
    #expect(abs(ends[1] - layout.place(x: 1, y: 1.47).y) < 0.01)
  }
}

struct TextWidthTests {
  @Test func longTextsAreBrokenBetweenTheirParts() {
    let size = 10.0
    func lines(_ text: String, _ width: Double) -> [String] {
      TextWidth.lines(text, within: width, size: size)
    }
    #expect(lines("none", 100) == ["none"])
    // Ten digits have the width of 63.6.
    #expect(lines("0123456789 0123456789", 64) == ["0123456789", "0123456789"])
    #expect(lines("01234-56789_0123", 40) == ["01234-", "56789_", "0123"])
    #expect(lines("0123456789", 32) == ["01234", "56789"])
    #expect(lines("", 10) == [""])
    // What is wider than the line stands alone.
    #expect(lines("ab", 1) == ["a", "b"])
  }

  @Test func widthsAreThoseOfTheFont() {
    #expect(near(TextWidth.of("Wi 0", size: 1000), 989 + 278 + 318 + 636))
    #expect(near(TextWidth.of("Wi 0", size: 1000, isBold: true), 1103 + 343 + 348 + 696))
  }
}
