import ArgumentParser
import CentralizeOptions

/// The network and the classes it tells apart.
struct NetworkOptions: ParsableArguments {
  @Option(help: "The network; 'centralize models' describes them.")
  var model: ModelName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of the network's outputs. (default: the classes in the data)", valueName: "n"))
  var classes: Int?

  func apply(to options: inout TrainingOptions) {
    options.model = model
    options.classes = classes
  }
}
