import Foundation

/// All of an evaluation as JSON.
extension Evaluation {
  /// A JSON object: the settings, `stats` with the twelve numbers in the order of their lines, those of
  /// each class under `perClass`, and the arrays, nested as their shapes say.
  ///
  /// Numbers are written so that they are read back to the bit.
  package var json: String {
    let areas = EvaluationSettings.areas
    let shape = [
      EvaluationSettings.overlaps.count, EvaluationSettings.recalls.count, categories.count,
      areas.count, settings.mostDetections.count,
    ]
    var text = "{\n"
    func entry(_ key: String, _ value: String, isLast: Bool = false) {
      text += "  \"\(key)\": \(value)\(isLast ? "" : ",")\n"
    }
    entry("type", Self.quoted(kind.rawValue))
    entry("iouThresholds", "\(EvaluationSettings.overlaps)")
    entry("recallThresholds", "\(EvaluationSettings.recalls)")
    let ranges = areas.map {
      "\(Self.quoted($0.name)): [\($0.bounds.lowerBound), \($0.bounds.upperBound)]"
    }
    entry("areaRanges", "{\(ranges.joined(separator: ", "))}")
    entry("maxDetections", "\(settings.mostDetections)")
    entry("stats", "\(SummaryLine.all.map { $0.value(of: self) })")
    let classes = categories.indices.map { index in
      "    {\"id\": \(Self.written(categories[index].id)), "
        + "\"name\": \(Self.quoted(categories[index].name)), \"objects\": \(objects[index]), "
        + SummaryLine.all.map { "\"\($0.name)\": \($0.value(of: self, category: index))" }
        .joined(separator: ", ") + "}"
    }
    entry("perClass", "[\n\(classes.joined(separator: ",\n"))\n  ]")
    entry("precision", Self.nested(precision, shape))
    entry("recall", Self.nested(recall, [shape[0]] + shape[2...]))
    entry("scores", Self.nested(scores, shape), isLast: true)
    return text + "}"
  }

  private static func written(_ id: CocoIdentifier) -> String {
    switch id {
    case .number(let number): "\(number)"
    case .text(let text): quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  /// The values in brackets, nested by the sizes of a shape.
  private static func nested(_ values: [Double], _ shape: [Int]) -> String {
    var text = ""
    text.reserveCapacity(values.count * 8)
    var sizes: [Int] = []
    for size in shape.reversed() { sizes.append(size * (sizes.last ?? 1)) }
    guard !values.isEmpty else { return "[]" }
    for (index, value) in values.enumerated() {
      if index > 0 { text += ", " }
      for size in sizes where index % size == 0 { text += "[" }
      text += "\(value)"
      for size in sizes where (index + 1) % size == 0 { text += "]" }
    }
    return text
  }
}
