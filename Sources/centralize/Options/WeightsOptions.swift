import ArgumentParser
import CentralizeOptions

/// A file of weights.
struct WeightsOptions: ParsableArguments {
  @Option(
    .weights,
    help: "The file of weights, with PyTorch's keys: safetensors, or a state dict of torch.save.")
  var weights: String?

  func apply(to options: inout TrainingOptions) {
    options.weights = weights
  }
}
