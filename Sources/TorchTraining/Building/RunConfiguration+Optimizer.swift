public import CentralizeOptions
public import Torch
public import TorchOptimizers

extension RunConfiguration {
  /// The optimizer of this run for `parameters`.
  public func makeOptimizer(for parameters: [Named<Parameter>]) -> Optimizer {
    let clipping = clipNorm.map { [GlobalNormClipping($0)] } ?? []
    // Also of Ranger, whose own slow weights a run has as its default.
    let slowWeights = lookahead.map { [Lookahead(steps: $0.steps, alpha: $0.alpha)] } ?? []
    return Optimizer(
      [
        Optimizer.Group(
          parameters, learningRate: learningRate, recipe.chain, following: slowWeights)
      ], preceding: clipping)
  }

  /// What the run centralizes; `nil` for nothing.
  public var centralizationSetting: Centralization? {
    guard let scope = GradientCentralization.Scope(centralization) else { return nil }
    return Centralization(
      scope, placement: placement == .update ? .update : .gradient,
      decayOrder: decayOrder == .after ? .after : .before,
      minimumFanIn: minimumFanIn ?? Self.defaultMinimumFanIn,
      strength: centralizationStrength ?? Self.defaultCentralizationStrength)
  }
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
