import ArgumentParser
import CentralizeOptions

/// Where images come from.
struct DataOptions: ParsableArguments {
  @Option(.dataset) var dataset: DatasetName?
  @Option(.data) var data: String?
  @Option(.classSubset) var classSubset: String?
  @Option(.labels) var labels: AircraftLabels?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    options.dataset = dataset
    options.data = data
    options.labels = labels
    if let classSubset { options.classSubset = try ClassSubset(classSubset, of: .classSubset) }
  }
}
