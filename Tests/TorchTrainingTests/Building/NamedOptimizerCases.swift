import CentralizeOptions
import Testing
import TorchOptimizers

extension NamedOptimizerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: OptimizerName
    /// The own options of the optimizer, none with its default.
    let change: @Sendable (inout OptionMap) -> Void
    /// The optimizer with these options and a decay of 0.125.
    let named: @Sendable (Centralization?) -> any NamedOptimizer
    var testDescription: String { name.rawValue }

    init(
      _ name: OptimizerName, _ change: @escaping @Sendable (inout OptionMap) -> Void,
      _ named: @escaping @Sendable (Centralization?) -> any NamedOptimizer
    ) {
      (self.name, self.change, self.named) = (name, change, named)
    }
  }

  private static let descent: @Sendable (inout OptionMap) -> Void = {
    $0[.momentum] = 0.5
    $0[.dampening] = 0.25
  }
  private static let average: @Sendable (inout OptionMap) -> Void = {
    $0[.momentum] = 0.5
    $0[.momentumForm] = "average"
    $0[.nesterov] = true
  }
  private static let moments: @Sendable (inout OptionMap) -> Void = {
    $0[.beta1] = 0.5
    $0[.beta2] = 0.75
    $0[.epsilon] = 0.1
  }

  static let cases: [Case] = [
    Case(.sgd, descent) {
      SGD(momentum: 0.5, dampening: 0.25, weightDecay: 0.125, centralization: $0)
    },
    Case(.sgd, average) {
      SGD(momentum: 0.5, form: .average, nesterov: true, weightDecay: 0.125, centralization: $0)
    },
    Case(.sgdw, descent) {
      SGDW(momentum: 0.5, dampening: 0.25, weightDecay: 0.125, centralization: $0)
    },
    Case(.sgdw, average) {
      SGDW(momentum: 0.5, form: .average, nesterov: true, weightDecay: 0.125, centralization: $0)
    },
    Case(
      .muon,
      {
        moments(&$0)
        $0[.momentum] = 0.5
        $0[.nesterov] = false
      }
    ) {
      Muon(
        MuonScaling(momentum: 0.5, nesterov: false, adam: adam()), weightDecay: 0.125,
        centralization: $0)
    },
    Case(.adam, moments) { Adam(adam(), weightDecay: 0.125, centralization: $0) },
    Case(.adam, amsgrad) { Adam(adam(amsgrad: true), weightDecay: 0.125, centralization: $0) },
    Case(.adamw, moments) { AdamW(adam(), weightDecay: 0.125, centralization: $0) },
    Case(.adamw, amsgrad) { AdamW(adam(amsgrad: true), weightDecay: 0.125, centralization: $0) },
    Case(.adagrad, { $0[.epsilon] = 0.1 }) {
      Adagrad(AdagradScaling(epsilon: 0.1), weightDecay: 0.125, centralization: $0)
    },
    Case(
      .rmsprop,
      {
        $0[.momentum] = 0.5
        $0[.alpha] = 0.75
        $0[.centered] = true
        $0[.epsilon] = 0.1
      }
    ) {
      RMSprop(
        RMSpropScaling(alpha: 0.75, epsilon: 0.1, centered: true), momentum: 0.5,
        weightDecay: 0.125, centralization: $0)
    },
    Case(
      .adadelta,
      {
        $0[.rho] = 0.75
        $0[.epsilon] = 0.1
      }
    ) {
      Adadelta(
        AdadeltaScaling(rho: 0.75, epsilon: 0.1), weightDecay: 0.125, centralization: $0)
    },
    Case(
      .nadam,
      {
        moments(&$0)
        $0[.momentumDecay] = 0.5
      }
    ) {
      NAdam(
        NAdamScaling(beta1: 0.5, beta2: 0.75, epsilon: 0.1, momentumDecay: 0.5),
        weightDecay: 0.125, centralization: $0)
    },
    Case(.radam, rectified) { RAdam(radam, weightDecay: 0.125, centralization: $0) },
    Case(.adabelief, moments) {
      AdaBelief(
        AdaBeliefScaling(beta1: 0.5, beta2: 0.75, epsilon: 0.1), weightDecay: 0.125,
        centralization: $0)
    },
    Case(
      .lion,
      {
        $0[.beta1] = 0.5
        $0[.beta2] = 0.75
      }
    ) { Lion(LionSign(beta1: 0.5, beta2: 0.75), weightDecay: 0.125, centralization: $0) },
    Case(.lamb, moments) { LAMB(adam(), weightDecay: 0.125, centralization: $0) },
    Case(
      .ranger,
      {
        rectified(&$0)
        $0[.lookahead] = "2:0.25"
      }
    ) {
      Ranger(
        radam, lookahead: Lookahead(steps: 2, alpha: 0.25), weightDecay: 0.125, centralization: $0)
    },
  ]

  private static let amsgrad: @Sendable (inout OptionMap) -> Void = {
    moments(&$0)
    $0[.amsgrad] = true
  }

  private static func adam(amsgrad: Bool = false) -> AdamScaling {
    AdamScaling(beta1: 0.5, beta2: 0.75, epsilon: 0.1, amsgrad: amsgrad)
  }

  /// A `β₂` with which the division begins within a few steps.
  private static let rectified: @Sendable (inout OptionMap) -> Void = {
    moments(&$0)
    $0[.beta2] = 0.99
  }
  private static let radam = RAdamScaling(beta1: 0.5, beta2: 0.99, epsilon: 0.1)
}
