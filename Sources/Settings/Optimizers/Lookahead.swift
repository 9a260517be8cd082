/// Steps back, every few steps, part of the way to where the last few began.
///
///     every k steps:  s ← s + α·(w − s),  w ← s
///
/// The slow weights `s` start as the weights; each parameter counts its own steps. As `s` is made of
/// weights alone, `1ᵀw` stays wherever the inner optimizer keeps it. Around any optimizer:
///
///     Optimizer(parameters, learningRate: 1e-3, Adam(), following: [Lookahead()])
///
/// As a text it is `K:ALPHA`; `K` alone means a share of 0.5.
///
/// Source: Zhang et al., "Lookahead Optimizer: k steps forward, 1 step back", NeurIPS 2019,
/// https://arxiv.org/abs/1907.08610.
public struct Lookahead: Hashable, Sendable {
  /// The share when none is given.
  public static let defaultAlpha = 0.5

  /// The number `k` of steps between two moves of the slow weights, from 1.
  public var steps: Int
  /// The share `α` of the way that they go, in (0, 1].
  public var alpha: Double

  /// Slow weights that move every `steps` steps by the share `alpha` of the way.
  public init(steps: Int = 5, alpha: Double = Self.defaultAlpha) {
    precondition(steps >= 1, "lookahead steps: expected at least 1, found \(steps)")
    precondition(alpha > 0 && alpha <= 1, "lookahead alpha: expected above 0 to 1, found \(alpha)")
    (self.steps, self.alpha) = (steps, alpha)
  }
}

extension Lookahead: TextValue {
  /// `K` or `K:ALPHA`.
  public static let expectation =
    "K or K:ALPHA, such as 5:0.5, with K a whole number of at least 1 and ALPHA greater than 0 and "
    + "at most 1"

  /// The slow weights that a text describes.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let steps = Int(parts[0]), (1...Limits.steps).contains(steps),
      let alpha = parts.count == 2 ? Double(parts[1]) : Self.defaultAlpha, alpha > 0, alpha <= 1
    else { return nil }
    self.init(steps: steps, alpha: alpha)
  }

  /// The text with both numbers.
  public var description: String { "\(steps):\(alpha)" }
}
