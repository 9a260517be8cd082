import Torch

/// Steps back, every few steps, part of the way to where the last few began.
///
///     every k steps:  s ← s + α·(w − s),  w ← s
///
/// The slow weights `s` start as the weights; each parameter counts its own steps. As `s` is made of
/// weights alone, `1ᵀw` stays wherever the inner optimizer keeps it. Around any optimizer:
///
///     Optimizer(parameters, learningRate: 1e-3, Adam(), following: [Lookahead()])
///
/// Source: Zhang et al., "Lookahead Optimizer: k steps forward, 1 step back", NeurIPS 2019,
/// https://arxiv.org/abs/1907.08610.
public struct Lookahead: WeightTransform {
  /// `lookahead`; its memory is `lookahead.slow`.
  public var name: String { "lookahead" }
  /// `slow`.
  public var slots: [String] { ["slow"] }
  private let steps: Int
  private let alpha: Double

  /// Every `steps` steps, at least 1, with the share `alpha` of the way in (0, 1].
  public init(steps: Int = 5, alpha: Double = 0.5) {
    precondition(steps >= 1, "lookahead steps: expected at least 1, found \(steps)")
    precondition(alpha > 0 && alpha <= 1, "lookahead alpha: expected above 0 to 1, found \(alpha)")
    (self.steps, self.alpha) = (steps, alpha)
  }

  /// Takes the slow weights before the first step.
  public func begin(in context: WeightContext) { _ = context.slot("slow") }

  /// Moves the slow weights and goes back to them, every few steps.
  public func finish(in context: WeightContext) {
    let slow = context.slot("slow")
    for (i, parameter) in context.parameters.enumerated()
    where context.steps[i].isMultiple(of: steps) {
      slow[i].add(parameter - slow[i], alpha: alpha)
      parameter.load(slow[i])
    }
  }
}
