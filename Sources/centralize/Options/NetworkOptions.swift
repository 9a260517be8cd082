import ArgumentParser
import CentralizeOptions

/// The network and the classes it tells apart.
struct NetworkOptions: ParsableArguments {
  @Option(.model) var model: ModelName?
  @Option(.normalization) var normalization: ActivationNorm?
  @Option(.weightForm) var weightForm: WeightForm?
  @Option(.classes) var classes: Int?

  func apply(to options: inout TrainingOptions) {
    options.model = model
    options.normalization = normalization
    options.weightForm = weightForm
    options.classes = classes
  }
}
