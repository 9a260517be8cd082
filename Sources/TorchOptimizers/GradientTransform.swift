public import Torch

/// One link of an optimizer's chain: turns gradients, or what earlier links made of them, into
/// updates.
///
/// A link is a value that holds its settings and no state. What it remembers between steps lies in
/// slots of the optimizer's state, so saving and restoring need no code here, and a fused
/// implementation of a whole chain finds the same state.
///
/// A link replaces the tensors in `updates`; it never writes to them. They may be the caller's
/// gradients or another link's memory.
public protocol GradientTransform: Sendable {
  /// The name under which the link's slots are saved.
  var name: String { get }

  /// Replaces `updates`, which stand in the order of `context.parameters`.
  func transform(_ updates: inout [Tensor], in context: TransformContext)
}

/// What a link sees of the step being made.
public struct TransformContext {
  /// The parameters that have a gradient in this step.
  public let parameters: [Parameter]
  /// How many steps each parameter has made, this one included: at least 1.
  public let steps: [Int]

  private let state: OptimizerState
  private let indices: [Int]
  private let link: String

  init(_ state: OptimizerState, ready indices: [Int], link: String) {
    parameters = indices.map { state.parameters[$0].value }
    steps = indices.map { state.steps[$0] }
    (self.state, self.indices, self.link) = (state, indices, link)
  }

  /// The link's memory called `name`, a tensor for each parameter, of its shape and type: zeros at
  /// first, and then as the link left it.
  public func slot(_ name: String) -> [Tensor] {
    state.slot("\(link).\(name)", for: indices)
  }
}
