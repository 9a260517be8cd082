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
      ? " width=\"\(size)\" height=\"\(Self.number(PlotLayout.height / 100))in\"" : ""
    let parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\"\(fileAttributes) "
        + "viewBox=\"0 0 \(Self.number(PlotLayout.width)) \(Self.number(PlotLayout.height))\" "
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
          layout.y.label(tick), x: layout.left - 5, y: y + 3.8, anchor: "end", palette.faint))
    }
    for tick in layout.x.ticks {
      let x = layout.place(x: tick, y: layout.y.low).x
      lines.append(
        "<line x1=\"\(n(x))\" x2=\"\(n(x))\" y1=\"\(n(layout.bottom))\" "
          + "y2=\"\(n(layout.bottom + 3.5))\" style=\"stroke: \(palette.faint)\"/>")
      lines.append(
        Self.text(
          layout.x.label(tick), x: x, y: layout.bottom + 14.5, anchor: "middle", palette.faint))
    }
    lines.append(
      "<line x1=\"\(n(layout.left))\" x2=\"\(n(layout.right))\" y1=\"\(n(layout.bottom))\" "
        + "y2=\"\(n(layout.bottom))\" style=\"stroke: \(palette.faint)\"/>")
    lines.append(
      Self.text(
        xTitle, x: (layout.left + layout.right) / 2, y: PlotLayout.height - 6, anchor: "middle",
        palette.faint))
    lines.append(
      "<text transform=\"translate(11 \(n((layout.top + layout.bottom) / 2))) rotate(-90)\" "
        + "text-anchor=\"middle\" style=\"fill: \(palette.faint)\">\(HTML.escaped(yTitle))</text>")
    lines.append(
      "<text x=\"4\" y=\"14\" font-size=\"12.5\" font-weight=\"bold\" "
        + "style=\"fill: \(palette.ink)\">\(HTML.escaped(title))</text>")
    return lines.joined(separator: "\n")
  }

  private func drawnCurves(_ layout: PlotLayout, _ palette: Palette) -> String {
    let n = Self.number
    let drawn = curves.enumerated().filter { !$0.element.points.isEmpty }
    let bands = drawn.map { index, curve -> String in
      guard curve.points.contains(where: { $0.high > $0.low }) else { return "" }
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

  private func endLabels(_ layout: PlotLayout, _ palette: Palette) -> String {
    let ends = curves.enumerated().compactMap { index, curve in
      curve.points.last.map { (index: index, name: curve.name, place: layout.place($0)) }
    }
    let heights = layout.spread(ends.map(\.place.y))
    return zip(ends, heights).map { end, y in
      Self.text(
        end.name, x: layout.right + 6, y: y + 3.8, anchor: "start", palette.color(end.index),
        isBold: true)
    }.joined(separator: "\n")
  }

  private func legend(_ layout: PlotLayout, _ palette: Palette) -> String {
    let n = Self.number
    var x = 5.0
    var parts: [String] = []
    for (index, curve) in curves.enumerated() {
      parts.append(
        "<line x1=\"\(n(x))\" x2=\"\(n(x + 20))\" y1=\"27\" y2=\"27\" "
          + "\(Self.stroke(index, palette))/>")
      parts.append(Self.text(curve.name, x: x + 24, y: 30.8, anchor: "start", palette.ink))
      x += 24 + PlotLayout.textWidth(curve.name) + 10
    }
    if let bandTitle, x + PlotLayout.textWidth(bandTitle) + 20 < PlotLayout.width {
      parts.append(
        "<rect x=\"\(n(x))\" y=\"22\" width=\"14\" height=\"10\" style=\"fill: \(palette.faint)\" "
          + "fill-opacity=\"0.3\"/>")
      parts.append(Self.text(bandTitle, x: x + 18, y: 30.8, anchor: "start", palette.faint))
    }
    return parts.joined(separator: "\n")
  }

  private static func stroke(_ index: Int, _ palette: Palette) -> String {
    let dashes = Palette.dashes[index % Palette.dashes.count]
    return
      "style=\"stroke: \(palette.color(index))\" stroke-width=\"1.8\" stroke-linejoin=\"round\""
      + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
  }

  private static func text(
    _ text: String, x: Double, y: Double, anchor: String, _ color: String, isBold: Bool = false
  ) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\""
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
