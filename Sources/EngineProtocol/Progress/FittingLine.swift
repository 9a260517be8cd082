/// A line of fields, of which the less important ones go where there is no room for all.
///
/// A field is never cut, so that no number loses its digits; only one that is left alone is.
package struct FittingLine: Hashable, Sendable {
  private var fields: [(text: String, importance: Int)]

  /// Fields as they follow each other; of two that are equally important the later one goes first.
  package init(_ fields: [(text: String, importance: Int)]) { self.fields = fields }

  package static func == (first: Self, second: Self) -> Bool { first.text == second.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// This line behind a field that is more important than all others.
  package func after(_ text: String) -> FittingLine { FittingLine([(text, .max)] + fields) }

  package var text: String { fields.map(\.text).joined(separator: "  ") }

  /// The line in at most so many characters.
  package func text(within width: Int) -> String {
    var line = self
    while line.text.count > width, line.fields.count > 1,
      let least = line.fields.map(\.importance).min(),
      let index = line.fields.lastIndex(where: { $0.importance == least })
    {
      line.fields.remove(at: index)
    }
    return String(line.text.prefix(width))
  }
}
