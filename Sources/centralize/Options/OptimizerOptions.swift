import ArgumentParser
import CentralizeOptions

/// The optimizer, and the numbers that all optimizers have.
struct OptimizerOptions: ParsableArguments {
  @Option(.optimizer) var optimizer: OptimizerName?
  @Option(.learningRate) var learningRate: Double?
  @Option(.weightDecay) var weightDecay: Double?
  @Option(.clipNorm) var clipNorm: Double?
}

/// What single parameters have of their own.
struct ParameterOptions: ParsableArguments {
  @Option(.noDecay) var noDecay: String?
  @Option(.learningRateOf) var learningRateOf: [String] = []
  @Option(.weightDecayOf) var weightDecayOf: [String] = []
  @Option(.layerDecay) var layerDecay: Double?
}

/// The numbers of a momentum.
struct MomentumOptions: ParsableArguments {
  @Option(.momentum) var momentum: Double?
  @Option(.momentumForm) var momentumForm: Momentum.Form?
  @Option(.dampening) var dampening: Double?
  @Flag(.nesterov) var nesterov: Bool?
  @Option(.momentumDecay) var momentumDecay: Double?
}

/// The numbers of a division by what earlier gradients were.
struct ScalingOptions: ParsableArguments {
  @Option(.beta1) var beta1: Double?
  @Option(.beta2) var beta2: Double?
  @Option(.epsilon) var epsilon: Double?
  @Flag(.amsgrad) var amsgrad: Bool?
  @Option(.alpha) var alpha: Double?
  @Flag(.centered) var centered: Bool?
  @Option(.rho) var rho: Double?
}

/// What goes around any optimizer.
struct WrapperOptions: ParsableArguments {
  @Option(.lookahead) var lookahead: String?
  @Option(.sam) var sam: Double?
  @Option(.ema) var ema: String?
}

/// Which parameters are centralized.
struct ScopeOptions: ParsableArguments {
  @Option(.centralization) var centralization: [String] = []
  @Option(.minimumFanIn) var minimumFanIn: Int?
  @Option(.fanIn) var fanIn: Centralization.FanInRule?
}

/// Where in the optimizer centralization stands.
struct PlacementOptions: ParsableArguments {
  @Option(.placement) var placement: Centralization.Placement?
  @Option(.decayOrder) var decayOrder: Centralization.DecayOrder?
}

/// How much of the mean is removed.
struct StrengthOptions: ParsableArguments {
  @Option(.centralizationStrength) var centralizationStrength: Double?
  @Option(.centralizationSchedule) var centralizationSchedule: String?
  @Option(.centralizationAxis) var centralizationAxis: Centralization.Axis?
  @Flag(.centralizationScale) var centralizationScale: Bool?
}
