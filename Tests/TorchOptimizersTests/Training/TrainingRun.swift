import Testing
import Torch
import TorchOptimizers

/// One run of the fixture: an optimizer as a named optimizer and as a chain, and where PyTorch keeps its
/// state.
struct TrainingRun: Sendable, CustomTestStringConvertible {
  let optimizer: String
  /// Which weights are centralized.
  let scope: Centralization.Scope
  let learningRate: Double
  let named: [any GradientTransform]
  let chain: [any GradientTransform]
  /// PyTorch's names of the state, and ours.
  let slots: [String: String]

  /// The fixture's prefix.
  var name: String { "\(optimizer)/\(scope.rawValue)" }
  var testDescription: String { name }

  /// The runs that are recorded at every step.
  static let all: [TrainingRun] = Centralization.Scope.allCases.flatMap { scope in
    let centralization = scope == .none ? nil : Centralization(scope)
    let links = centralization.map { [GradientCentralization($0.scope)] } ?? []
    let before: [any GradientTransform] = [WeightDecay(5e-4)] + links
    return [
      TrainingRun(
        optimizer: "sgd", scope: scope, learningRate: 0.1,
        named: SGD(momentum: 0.9, weightDecay: 5e-4, centralization: centralization).chain,
        chain: before + [Momentum(0.9)], slots: ["momentum_buffer": "momentum.velocity"]),
      TrainingRun(
        optimizer: "adam", scope: scope, learningRate: 0.001,
        named: Adam(weightDecay: 5e-4, centralization: centralization).chain,
        chain: before + [AdamScaling(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)],
        slots: ["exp_avg": "adam.mean", "exp_avg_sq": "adam.square"]),
      TrainingRun(
        optimizer: "adagrad", scope: scope, learningRate: 0.01,
        named: Adagrad(weightDecay: 5e-4, centralization: centralization).chain,
        chain: before + [AdagradScaling(epsilon: 1e-10)], slots: ["sum": "adagrad.sum"]),
    ]
  }

  /// PyTorch's state of these parameters before step `step`, under our names.
  func state(of parameters: [Named<Parameter>], step: Int) throws -> [String: Tensor] {
    var state: [String: Tensor] = [:]
    for name in parameters.map(\.name) {
      state["steps/\(name)"] = Tensor(step)
      for (theirs, ours) in slots {
        state["\(ours)/\(name)"] = try TrainingFixture.tensor(
          "\(self.name)/\(step)/state/\(theirs)/\(name)")
      }
    }
    return state
  }
}
