import ArgumentParser
import CentralizeOptions

/// The option that names a configuration file; it has become arguments before the parser sees it.
struct ConfigOption: ParsableArguments {
  @Option(.config) var config: String?
  @Option(.recipe) var recipe: String?
}
