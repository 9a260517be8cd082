import CentralizeOptions
import Experiments
import Testing

/// What the file `g.yaml` says.
func description(_ change: (inout GridDescription) throws -> Void) rethrows -> GridDescription {
  var description = GridDescription(file: "g.yaml")
  try change(&description)
  return description
}

/// A value of an axis, or an arm.
func choice(
  name: String? = nil, _ entries: (String, ConfigurationValue)...
) throws -> GridDescription.Choice {
  let name = name.map { [ConfigurationFile.Entry(key: "name", value: .text($0))] } ?? []
  return try GridDescription.Choice(
    entries.map { .init(key: $0.0, value: $0.1) } + name, of: "g.yaml")
}
