public import CentralizeOptions
public import Torch
public import TorchOptimizers

extension RunConfiguration {
  /// The optimizer of this run for `parameters`.
  public func makeOptimizer(for parameters: [Named<Parameter>]) -> Optimizer {
    let clipping = clipNorm.map { [GlobalNormClipping($0)] } ?? []
    return Optimizer(
      [Optimizer.Group(parameters, learningRate: learningRate, recipe.chain)], preceding: clipping)
  }

  /// What the run centralizes; `nil` for nothing.
  public var centralizationSetting: Centralization? {
    guard let scope = GradientCentralization.Scope(centralization) else { return nil }
    return Centralization(
      scope, placement: placement == .update ? .update : .gradient,
      decayOrder: decayOrder == .after ? .after : .before)
  }

  private var recipe: any OptimizerRecipe {
    let centralization = centralizationSetting
    switch optimizer {
    case .sgd:
      return SGD(
        momentum: momentum ?? 0, form: .sum(dampening: dampening ?? 0), nesterov: nesterov ?? false,
        weightDecay: weightDecay, centralization: centralization)
    case .adam:
      return Adam(adamScaling, weightDecay: weightDecay, centralization: centralization)
    case .adamw:
      return AdamW(adamScaling, weightDecay: weightDecay, centralization: centralization)
    case .adagrad:
      return Adagrad(
        AdagradScaling(epsilon: resolvedEpsilon), weightDecay: weightDecay,
        centralization: centralization)
    }
  }

  private var adamScaling: AdamScaling {
    AdamScaling(beta1: beta1 ?? 0.9, beta2: beta2 ?? 0.999, epsilon: resolvedEpsilon)
  }

  private var resolvedEpsilon: Double { epsilon ?? optimizer.defaultEpsilon ?? 1e-8 }
}

extension GradientCentralization.Scope {
  /// The scope of this name; `nil` for none.
  public init?(_ name: CentralizationScope) {
    switch name {
    case .none: return nil
    case .all: self = .all
    case .convolutions: self = .convolutions
    }
  }
}
