extension String {
  /// This text as a field of comma-separated values: in quotes where it needs them.
  ///
  /// Looked at byte by byte, as its readers do: a comma may be one character with what follows it.
  ///
  /// Source: RFC 4180, https://www.rfc-editor.org/rfc/rfc4180.
  package var csvField: String {
    guard utf8.contains(where: Set(",\"\r\n".utf8).contains) else { return self }
    let quoted = utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
    return "\"" + String(decoding: quoted, as: UTF8.self) + "\""
  }
}
