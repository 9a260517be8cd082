/// Texts from files, folders and options as messages show them.
extension StringProtocol {
  /// This text without anything that a terminal would obey or that would turn the words around it about,
  /// and cut in its middle where it has more than some hundred characters.
  ///
  /// Escaped as in a literal of Swift is what ``Unicode/Scalar/isObeyed`` says.
  package var shown: String {
    let (limit, head, tail) = (300, 200, 80)
    let scalars = unicodeScalars
    guard scalars.count > limit else { return Self.escaped(scalars) }
    return Self.escaped(scalars.prefix(head)) + "…" + Self.escaped(scalars.suffix(tail))
  }

  /// This text, however long, with what ``shown`` escapes.
  package var escaped: String { Self.escaped(unicodeScalars) }

  private static func escaped(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar {
      case "\n": text.append(contentsOf: #"\n"#.unicodeScalars)
      case "\r": text.append(contentsOf: #"\r"#.unicodeScalars)
      case "\t": text.append(contentsOf: #"\t"#.unicodeScalars)
      case _ where scalar.isObeyed:
        text.append(
          contentsOf: #"\u{\#(String(scalar.value, radix: 16, uppercase: true))}"#.unicodeScalars)
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}

extension Collection<String> {
  /// The first few of these texts in quotes, as messages list them.
  package func listed() -> String {
    prefix(5).map { "'\($0.shown)'" }.joined(separator: ", ") + (count > 5 ? ", …" : "")
  }
}

extension Unicode.Scalar {
  /// Whether it controls, orders right-to-left text, breaks lines, or has no width; but does not join
  /// letters.
  package var isObeyed: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: !properties.isJoinControl
    default: false
    }
  }
}
