public import Torch

/// What is done to the weights themselves after every step, such as `Lookahead`.
public protocol WeightTransform: Sendable {
  /// The name under which its slots are saved.
  var name: String { get }

  /// The names of all slots that it may keep.
  var slots: [String] { get }

  /// Sees the weights before the step changes them.
  func begin(in context: WeightContext)

  /// Changes the weights after the step. It must keep `1ᵀw` where the step did.
  func finish(in context: WeightContext)

  /// Whether it does anything to parameters that have made so many steps, one number for each; `true` where it does not
  /// say.
  func changesWeights(afterSteps steps: [Int]) -> Bool
}

extension WeightTransform {
  /// Always.
  public func changesWeights(afterSteps steps: [Int]) -> Bool { true }
}

/// What a weight transform sees of the step being made.
public struct WeightContext {
  /// The parameters that have a gradient in this step.
  public let parameters: [Parameter]
  /// How many steps each parameter has made, this one included: at least 1.
  public let steps: [Int]

  private let state: OptimizerState
  private let indices: [Int]
  private let transform: any WeightTransform

  init(
    _ state: OptimizerState, ready indices: [Int], steps: [Int], of transform: any WeightTransform
  ) {
    parameters = indices.map { state.parameters[$0].value }
    (self.steps, self.state, self.indices) = (steps, state, indices)
    self.transform = transform
  }

  /// The transform's memory called `name`, a tensor for each parameter, of its shape and type: the
  /// parameter's own elements at first, and then as the transform left it.
  ///
  /// Traps where the transform does not declare it.
  public func slot(_ name: String) -> [Tensor] {
    state.slot(declaredPlace(of: name, in: transform.name, transform.slots), for: indices) {
      $0.detached().clone()
    }
  }
}
