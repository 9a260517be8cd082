import ArgumentParser
import CentralizeOptions

/// The network and the classes it tells apart.
struct NetworkOptions: ParsableArguments {
  @Option(.model) var model: ModelName?
  @Option(.normalization) var normalization: ActivationNorm?
  @Option(.weightForm) var weightForm: WeightForm?
  @Option(.backbone) var backbone: BackboneName?
  @Option(.detection) var detection: DetectionConvention?
  @Option(.pyramidChannels) var pyramidChannels: Int?
  @Option(.sampledRegions) var sampledRegions: Int?
  @Option(.classes) var classes: Int?
}

/// The image channels of a network, where no data set says them.
struct ChannelOptions: ParsableArguments { @Option(.channels) var channels: Int? }

/// A file of weights.
struct WeightsOptions: ParsableArguments {
  @Option(
    .weights,
    help: "The file of weights, with PyTorch's keys: safetensors, or a state dict of torch.save.")
  var weights: String?
  @Option(.weightsEntry) var weightsEntry: String?
  @Flag(.allowNonFinite) var allowNonFinite: Bool?
}

/// What of a network with given weights is trained, and how fast.
struct FineTuningOptions: ParsableArguments {
  @Option(.freezeUpTo) var freezeUpTo: String?
  @Flag(.freezeBatchNorm) var freezeBatchNorm: Bool?
  @Option(.classifierLearningRate) var classifierLearningRate: Double?
}
