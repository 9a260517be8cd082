import Torch

extension Lookahead: WeightTransform {
  /// `lookahead`; its memory is `lookahead.slow`.
  public var name: String { "lookahead" }
  /// `slow`.
  public var slots: [String] { ["slow"] }

  /// Takes the slow weights before the first step.
  public func begin(in context: WeightContext) { _ = context.slot("slow") }

  /// Every few steps.
  public func changesWeights(afterSteps counts: [Int]) -> Bool {
    counts.contains { $0.isMultiple(of: steps) }
  }

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
