import ArgumentParser
import CentralizeOptions

/// Where images come from.
struct DataOptions: ParsableArguments {
  @Option(help: "The images; 'centralize datasets' describes them.")
  var dataset: DatasetName?

  @Option(
    help: ArgumentHelp(
      "The folder that holds the data set. (default for fashion-mnist: the environment variable "
        + "FASHION_MNIST_DIR, or the folder of Debian's package dataset-fashion-mnist)",
      valueName: "dir"))
  var data: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Use only these classes, such as 0-4 or 0,2,5-7; the smallest becomes label 0.",
      valueName: "classes"))
  var classSubset: String?

  @Option(
    help: ArgumentHelp(
      "fgvc-aircraft: what the classes are: variant, family or manufacturer. (default: variant)",
      valueName: "name"))
  var labels: AircraftLabels?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.dataset = dataset
    options.data = data
    options.labels = labels
    if let classSubset { options.classSubset = try ClassSubset(classSubset, of: .classSubset) }
  }
}
