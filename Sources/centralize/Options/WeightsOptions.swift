import ArgumentParser
import CentralizeOptions

/// A file of weights.
struct WeightsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The safetensors file of weights, with PyTorch's keys.", valueName: "file"))
  var weights: String?

  func apply(to options: inout TrainingOptions) {
    options.weights = weights
  }
}
