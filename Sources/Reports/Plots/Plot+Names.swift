extension Plot {
  /// The name of each curve at its end, where all of them have room there; a thin line leads to one that had to
  /// give way.
  func endLabels(_ layout: PlotLayout, _ palette: Palette) -> String {
    guard layout.hasEndLabels else { return "" }
    let n = Self.number
    let ends = curves.enumerated().compactMap { index, curve in
      curve.points.last.map { (index: index, name: curve.name, place: layout.place($0)) }
    }
    let heights = layout.spread(ends.map(\.place.y))
    return zip(ends, heights).map { end, y in
      let color = palette.color(end.index)
      let leader =
        abs(y - end.place.y) < 2
        ? ""
        : "<line x1=\"\(n(end.place.x + 2.5))\" x2=\"\(n(layout.right + PlotLayout.labelGap - 2))\" "
          + "y1=\"\(n(end.place.y))\" y2=\"\(n(y))\" style=\"stroke: \(color)\" stroke-width=\"0.7\"/>"
      return leader
        + Self.text(
          end.name, x: layout.right + PlotLayout.labelGap, y: y + 3.8, anchor: "start", color,
          role: "end", isBold: true)
    }.joined(separator: "\n")
  }

  func legend(_ layout: PlotLayout, _ palette: Palette) -> String {
    let n = Self.number
    let parts = layout.legend.entries.flatMap { entry -> [String] in
      let y = layout.legendBaseline + Double(entry.row) * PlotLegend.rowHeight
      let sample =
        if let curve = entry.curve {
          "<line class=\"sample\" x1=\"\(n(entry.x))\" x2=\"\(n(entry.x + 20))\" "
            + "y1=\"\(n(y - 3.8))\" y2=\"\(n(y - 3.8))\" \(Self.stroke(curve, palette))/>"
        } else {
          "<rect class=\"sample\" x=\"\(n(entry.x + 3))\" y=\"\(n(y - 8.8))\" width=\"14\" height=\"10\" "
            + "style=\"fill: \(palette.faint)\" fill-opacity=\"0.3\"/>"
        }
      let color = entry.curve == nil ? palette.faint : palette.ink
      return [sample]
        + entry.lines.enumerated().map { line, text in
          Self.text(
            text, x: entry.x + PlotLegend.indent, y: y + Double(line) * PlotLegend.rowHeight,
            anchor: "start", color, role: "legend")
        }
    }
    return parts.joined(separator: "\n")
  }
}
