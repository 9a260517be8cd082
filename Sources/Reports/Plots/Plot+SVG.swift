import Foundation

extension Plot {
  /// The plot as an SVG element.
  ///
  /// - Parameters:
  ///   - palette: The colors; for a file also a white ground and a size of 3.4 in, a column of a
  ///     paper.
  ///   - id: The beginning of the identifiers, which no other element of the page has.
  /// - Returns: The element, with its namespace.
  package func svg(_ palette: Palette, id: String) -> String {
    let layout = PlotLayout(self)
    let size = "\(Self.number(PlotLayout.width / 100))in"
    let fileAttributes =
      palette == .file
      ? " width=\"\(size)\" height=\"\(Self.number(layout.height / 100))in\"" : ""
    let parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\"\(fileAttributes) "
        + "viewBox=\"0 0 \(Self.number(PlotLayout.width)) \(Self.number(layout.height))\" "
        + "role=\"img\" aria-labelledby=\"\(id)-title \(id)-text\" "
        + "font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif\" "
        + "font-size=\"\(Self.number(PlotLayout.fontSize))\">",
      "<title id=\"\(id)-title\">\(HTML.escaped(title))</title>",
      "<desc id=\"\(id)-text\">\(HTML.escaped(description))</desc>",
      palette == .file ? "<rect width=\"100%\" height=\"100%\" fill=\"\(palette.ground)\"/>" : "",
      frame(layout, palette), drawnCurves(layout, palette), legend(layout, palette), "</svg>",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What a reader who does not see the plot has to know: where each curve begins and ends.
  var description: String {
    let ends = curves.compactMap { curve -> String? in
      guard let first = curve.points.first, let last = curve.points.last else { return nil }
      func text(_ point: Point) -> String { Table.Value.significant(point.y) }
      return "\(curve.name) goes from \(text(first)) at \(Self.number(first.x)) to "
        + "\(text(last)) at \(Self.number(last.x))"
    }
    return "\(yTitle) against \(xTitle). \(ends.joined(separator: "; "))."
  }

  private func frame(_ layout: PlotLayout, _ palette: Palette) -> String {
    let n = Self.number
    var lines: [String] = []
    for tick in layout.y.ticks {
      let y = layout.place(x: layout.x.low, y: tick).y
      lines.append(
        "<line x1=\"\(n(layout.left))\" x2=\"\(n(layout.right))\" y1=\"\(n(y))\" y2=\"\(n(y))\" "
          + "style=\"stroke: \(palette.grid)\" stroke-width=\"0.8\"/>")
      lines.append(
        Self.text(
          layout.y.label(tick), x: layout.left - 5, y: y + 3.8, anchor: "end", palette.faint,
          role: "tick-y"))
    }
    for tick in layout.x.ticks {
      let x = layout.place(x: tick, y: layout.y.low).x
      lines.append(
        "<line x1=\"\(n(x))\" x2=\"\(n(x))\" y1=\"\(n(layout.bottom))\" "
          + "y2=\"\(n(layout.bottom + 3.5))\" style=\"stroke: \(palette.faint)\"/>")
      lines.append(
        Self.text(
          layout.x.label(tick), x: x, y: layout.bottom + 16.5, anchor: "middle", palette.faint,
          role: "tick-x"))
    }
    lines.append(
      "<line x1=\"\(n(layout.left))\" x2=\"\(n(layout.right))\" y1=\"\(n(layout.bottom))\" "
        + "y2=\"\(n(layout.bottom))\" style=\"stroke: \(palette.faint)\"/>")
    lines.append(
      Self.text(
        xTitle, x: (layout.left + layout.right) / 2, y: layout.height - 5, anchor: "middle",
        palette.faint))
    for (index, line) in layout.yTitle.enumerated() {
      let x = 11 + Double(index) * PlotLayout.labelDistance
      lines.append(
        "<text transform=\"translate(\(n(x)) \(n((layout.top + layout.bottom) / 2))) rotate(-90)\" "
          + "text-anchor=\"middle\" style=\"fill: \(palette.faint)\">\(HTML.escaped(line))</text>")
    }
    for (index, line) in layout.title.enumerated() {
      let y = PlotLayout.titleBaseline + Double(index) * PlotLayout.titleDistance
      lines.append(
        "<text x=\"4\" y=\"\(n(y))\" font-size=\"\(n(PlotLayout.titleSize))\" font-weight=\"bold\" "
          + "style=\"fill: \(palette.ink)\">\(HTML.escaped(line))</text>")
    }
    return lines.joined(separator: "\n")
  }

  private func drawnCurves(_ layout: PlotLayout, _ palette: Palette) -> String {
    let n = Self.number
    let drawn = curves.enumerated().filter { !$0.element.points.isEmpty }
    let bands = drawn.map { index, curve -> String in
      guard curve.points.contains(where: { $0.high > $0.low }) else { return "" }
      if let only = curve.points.first, curve.points.count == 1 {
        let (top, bottom) = (
          layout.place(x: only.x, y: only.high), layout.place(x: only.x, y: only.low)
        )
        return
          "<line x1=\"\(n(top.x))\" x2=\"\(n(top.x))\" y1=\"\(n(top.y))\" y2=\"\(n(bottom.y))\" "
          + "style=\"stroke: \(palette.color(index))\" stroke-width=\"5\" stroke-opacity=\"0.3\"/>"
      }
      let upper = curve.points.map { layout.place(x: $0.x, y: $0.high) }
      let lower = curve.points.reversed().map { layout.place(x: $0.x, y: $0.low) }
      let corners = (upper + lower).map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
      return "<polygon points=\"\(corners)\" style=\"fill: \(palette.color(index))\" "
        + "fill-opacity=\"0.17\"/>"
    }
    let lines = drawn.map { index, curve -> String in
      let places = curve.points.map(layout.place)
      let corners = places.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
      let marks =
        places.count > 40
        ? []
        : places.map {
          "<circle cx=\"\(n($0.x))\" cy=\"\(n($0.y))\" r=\"2\" "
            + "style=\"fill: \(palette.color(index))\"/>"
        }
      return "<polyline points=\"\(corners)\" fill=\"none\" \(Self.stroke(index, palette))/>"
        + marks.joined()
    }
    return (bands + lines + [endLabels(layout, palette)]).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  static func stroke(_ index: Int, _ palette: Palette) -> String {
    let dashes = Palette.dashes(index)
    return
      "style=\"stroke: \(palette.color(index))\" stroke-width=\"1.8\" stroke-linejoin=\"round\""
      + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
  }

  /// A line of text, whose element has its role as a class.
  static func text(
    _ text: String, x: Double, y: Double, anchor: String, _ color: String, role: String? = nil,
    isBold: Bool = false
  ) -> String {
    "<text" + (role.map { " class=\"\($0)\"" } ?? "")
      + " x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\""
      + (isBold ? " font-weight=\"bold\"" : "")
      + " style=\"fill: \(color)\">\(HTML.escaped(text))</text>"
  }

  /// A coordinate with at most two digits after the point.
  static func number(_ value: Double) -> String {
    var text = String(format: "%.2f", value)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
