/// Says in words why JSON could not be decoded.
package enum DecodingReason {
  /// The reason, without a full stop.
  package static func of(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return trimmed("\(error)") }
    switch error {
    case .keyNotFound(let key, _): return "the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "the value of \(path(context)) has the wrong type"
    case .dataCorrupted(let context):
      if context.codingPath.isEmpty { return "it is not valid JSON" }
      return "the value of \(path(context)) is not understood: \(trimmed(context.debugDescription))"
    @unknown default: return "it is not understood"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let keys = context.codingPath.map(\.stringValue)
    return keys.isEmpty ? "the file" : "'" + keys.joined(separator: ".") + "'"
  }

  private static func trimmed(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }
}
