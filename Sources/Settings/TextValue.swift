/// A setting that people write as a text, such as a schedule: `cosine,warmup:500`.
///
/// The text is also its JSON form. Equal values have equal texts.
public protocol TextValue: LosslessStringConvertible, Codable, Hashable, Sendable {
  /// The texts that are understood, to follow "must be".
  static var expectation: String { get }
}

/// A text in JSON that does not say a setting.
public struct UnfitText: Error, Hashable, Sendable {
  /// The key that it stands under, empty where it stands alone.
  public let key: String
  /// What it must be.
  public let expected: String
  /// The text.
  public let text: String
}

extension UnfitText: CustomStringConvertible {
  /// One sentence that says what is wrong.
  public var description: String { "--\(key) must be \(expected), but is '\(text)'." }
}

extension TextValue {
  /// Reads the text form.
  ///
  /// - Throws: ``UnfitText`` for a text that is not understood.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Self(text) else {
      throw UnfitText(
        key: decoder.codingPath.last?.stringValue ?? "", expected: Self.expectation, text: text)
    }
    self = value
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
