/// The slow weights around an optimizer, as `--lookahead` says it.
///
/// Written `K:ALPHA`: every `K` steps the slow weights go the share `ALPHA` of the way to the
/// weights, which then start from there. `K` alone means a share of 0.5.
public struct LookaheadSpecification: Hashable, Sendable {
  /// The share when none is given.
  public static let defaultAlpha = 0.5

  /// The number of steps between two moves of the slow weights, from 1.
  public var steps: Int
  /// The share of the way that they go, in (0, 1].
  public var alpha: Double

  /// Slow weights that move every `steps` steps by the share `alpha` of the way.
  public init(steps: Int, alpha: Double = Self.defaultAlpha) {
    (self.steps, self.alpha) = (steps, alpha)
  }

  /// The slow weights that a text describes.
  ///
  /// - Throws: `OptionsError.outOfRange` with the form that is understood.
  public init(_ text: String) throws(OptionsError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let steps = Int(parts[0]), steps >= 1,
      steps <= OptionRanges.longestRun,
      let alpha = parts.count == 2 ? Double(parts[1]) : Self.defaultAlpha, alpha > 0, alpha <= 1
    else {
      throw .outOfRange(
        .lookahead,
        expected: "K or K:ALPHA, such as 5:0.5, with K a whole number of at least 1 and ALPHA "
          + "greater than 0 and at most 1", found: "'\(text)'")
    }
    self.init(steps: steps, alpha: alpha)
  }
}

extension LookaheadSpecification: CustomStringConvertible {
  /// The text that `init(_:)` reads; equal values have equal texts.
  public var description: String { "\(steps):\(alpha)" }
}

extension LookaheadSpecification: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
