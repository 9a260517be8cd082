package import Grids
package import CentralizeOptions
import Testing

/// A machine with two cores and a folder of data.
package func machine() -> Surroundings {
  Surroundings(environment: [:], currentFolder: "/home/me", cores: 2) { path in
    path == "/data" ? .folder : nil
  }
}

/// The least that makes a run.
package func minimal(_ change: (inout TrainingOptions) -> Void = { _ in }) -> TrainingOptions {
  var options = TrainingOptions()
  (options.model, options.dataset, options.data) = (.resnet8, .fashionMNIST, "/data")
  change(&options)
  return options
}

/// What the file `g.yaml` says.
package func description(_ change: (inout GridDescription) throws -> Void) rethrows -> GridDescription {
  var description = GridDescription(file: "g.yaml")
  try change(&description)
  return description
}

/// A value of an axis, or an arm.
package func choice(
  name: String? = nil, _ entries: (String, ConfigurationValue)...
) throws -> GridDescription.Choice {
  let name = name.map { [ConfigurationFile.Entry(key: "name", value: .text($0))] } ?? []
  return try GridDescription.Choice(
    entries.map { .init(key: $0.0, value: $0.1) } + name, of: "g.yaml")
}
