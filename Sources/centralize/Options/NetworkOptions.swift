import ArgumentParser
import CentralizeOptions

/// The network and the classes it tells apart.
struct NetworkOptions: ParsableArguments {
  @Option(help: "The network; 'centralize models' describes them.")
  var model: ModelName?

  @Option(
    help: ArgumentHelp(
      "What normalizes the activations: batch, group or layer norm. (default: batch, where the "
        + "model has any)", valueName: "name"))
  var normalization: ActivationNorm?

  @Option(
    help: ArgumentHelp(
      "What convolutions make of their weights: plain, standardized (weight standardization) or "
        + "normalized (weight norm). (default: plain)", valueName: "form"))
  var weightForm: WeightForm?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of the network's outputs. (default: the classes in the data)", valueName: "n"))
  var classes: Int?

  func apply(to options: inout TrainingOptions) {
    options.model = model
    options.normalization = normalization
    options.weightForm = weightForm
    options.classes = classes
  }
}
