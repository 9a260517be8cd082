import Testing
import Torch
import TorchOptimizers

/// An optimizer as the oracle's rule and as a named optimizer of the library, with settings that are no
/// defaults.
struct OracleOptimizer: Sendable, CustomTestStringConvertible {
  /// The decay of all of them.
  static let lambda = 0.05

  let testDescription: String
  let rule: Rule
  let decay: Oracle.Decay
  /// The learning rate, around which that of each step is drawn.
  let rate: Double
  let lookahead: Int?
  let named: @Sendable (Centralization?) -> any NamedOptimizer

  init(
    _ name: String, _ rule: Rule, _ decay: Oracle.Decay = .coupled, rate: Double = 0.01,
    lookahead: Int? = nil, _ named: @escaping @Sendable (Centralization?) -> any NamedOptimizer
  ) {
    (testDescription, self.rule, self.decay, self.rate) = (name, rule, decay, rate)
    (self.lookahead, self.named) = (lookahead, named)
  }

  /// Whether there is such a variant of it.
  func has(_ variant: Oracle.Variant) -> Bool { variant != .updateAfter || decay == .decoupled }

  /// An optimizer of the library, of `parameters`.
  func group(
    _ parameters: [Named<Parameter>], _ variant: Oracle.Variant,
    _ scope: Centralization.Scope = .all
  ) -> Optimizer.Group {
    let named = named(variant.centralization(scope))
    return Optimizer.Group(
      parameters, learningRate: rate, named.chain,
      following: named.following.isEmpty && lookahead != nil
        ? [Lookahead(steps: lookahead ?? 1)] : named.following)
  }

  static let all = descents + adaptive + later

  private static let descents: [OracleOptimizer] = [
    .init("SGD", .descent, rate: 0.1) { SGD(weightDecay: lambda, centralization: $0) },
    .init("momentum", .sum(0.8), rate: 0.1) {
      SGD(momentum: 0.8, weightDecay: lambda, centralization: $0)
    },
    .init("Nesterov", .sum(0.8, nesterov: true), rate: 0.1) {
      SGD(momentum: 0.8, nesterov: true, weightDecay: lambda, centralization: $0)
    },
    .init("dampened", .sum(0.8, dampening: 0.3), rate: 0.1) {
      SGD(momentum: 0.8, dampening: 0.3, weightDecay: lambda, centralization: $0)
    },
    .init("averaged", .average(0.8), rate: 0.1) {
      SGD(momentum: 0.8, form: .average, weightDecay: lambda, centralization: $0)
    },
    .init("averaged Nesterov", .average(0.8, nesterov: true), rate: 0.1) {
      SGD(
        momentum: 0.8, form: .average, nesterov: true, weightDecay: lambda, centralization: $0)
    },
    .init("SGDW", .descent, .decoupled, rate: 0.1) {
      SGDW(weightDecay: lambda, centralization: $0)
    },
    .init("SGDW with momentum", .sum(0.8), .decoupled, rate: 0.1) {
      SGDW(momentum: 0.8, weightDecay: lambda, centralization: $0)
    },
    .init("Lookahead", .sum(0.8), rate: 0.1, lookahead: 5) {
      SGD(momentum: 0.8, weightDecay: lambda, centralization: $0)
    },
  ]

  private static let adam = AdamScaling(beta1: 0.8, beta2: 0.95, epsilon: 1e-8)
  private static let amsgrad = AdamScaling(beta1: 0.8, beta2: 0.95, epsilon: 1e-8, amsgrad: true)

  private static let adaptive: [OracleOptimizer] = [
    .init("Adam", .adam(0.8, 0.95, 1e-8)) {
      Adam(adam, weightDecay: lambda, centralization: $0)
    },
    .init("AMSGrad", .adam(0.8, 0.95, 1e-8, amsgrad: true)) {
      Adam(amsgrad, weightDecay: lambda, centralization: $0)
    },
    .init("AdamW", .adam(0.8, 0.95, 1e-8), .decoupled) {
      AdamW(adam, weightDecay: lambda, centralization: $0)
    },
    .init("Adagrad", .adagrad(1e-8), rate: 0.05) {
      Adagrad(AdagradScaling(epsilon: 1e-8), weightDecay: lambda, centralization: $0)
    },
    .init("RMSprop", .rmsprop(0.95, 1e-8)) {
      RMSprop(
        RMSpropScaling(alpha: 0.95, epsilon: 1e-8), weightDecay: lambda, centralization: $0)
    },
    .init("RMSprop with momentum", .rmsprop(0.95, 1e-8, momentum: 0.8)) {
      RMSprop(
        RMSpropScaling(alpha: 0.95, epsilon: 1e-8), momentum: 0.8, weightDecay: lambda,
        centralization: $0)
    },
    .init("centered RMSprop", .centeredRMSprop(0.95, 1e-8)) {
      RMSprop(
        RMSpropScaling(alpha: 0.95, epsilon: 1e-8, centered: true), weightDecay: lambda,
        centralization: $0)
    },
    .init("Adadelta", .adadelta(0.95, 1e-5), rate: 1) {
      Adadelta(
        AdadeltaScaling(rho: 0.95, epsilon: 1e-5), weightDecay: lambda, centralization: $0)
    },
  ]

  private static let later: [OracleOptimizer] = [
    .init("NAdam", .nadam(0.8, 0.95, 1e-8, psi: 0.01)) {
      NAdam(
        NAdamScaling(beta1: 0.8, beta2: 0.95, epsilon: 1e-8, momentumDecay: 0.01),
        weightDecay: lambda, centralization: $0)
    },
    .init("RAdam", .radam(0.8, 0.95, 1e-8)) {
      RAdam(
        RAdamScaling(beta1: 0.8, beta2: 0.95, epsilon: 1e-8), weightDecay: lambda,
        centralization: $0)
    },
    .init("AdaBelief", .adabelief(0.8, 0.95, 1e-4)) {
      AdaBelief(
        AdaBeliefScaling(beta1: 0.8, beta2: 0.95, epsilon: 1e-4), weightDecay: lambda,
        centralization: $0)
    },
    .init("Lion", .lion(0.8, 0.95), .decoupled) {
      Lion(LionSign(beta1: 0.8, beta2: 0.95), weightDecay: lambda, centralization: $0)
    },
    .init("LAMB", .adam(0.8, 0.95, 1e-8), .scaled) {
      LAMB(adam, weightDecay: lambda, centralization: $0)
    },
    .init("Ranger", .radam(0.8, 0.95, 1e-8), .decoupled, lookahead: 4) {
      Ranger(
        RAdamScaling(beta1: 0.8, beta2: 0.95, epsilon: 1e-8), lookahead: Lookahead(steps: 4),
        weightDecay: lambda, centralization: $0)
    },
  ]
}
