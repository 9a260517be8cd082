import ArgumentParser

/// The option that names a configuration file; it has become arguments before the parser sees it.
struct ConfigOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take options from this YAML or JSON file: a recipe, or the config.json of a run. The "
        + "command line wins.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Take options from this recipe, which ships with the command: see 'centralize recipes'. "
        + "--config and the command line win.", valueName: "name"))
  var recipe: String?
}
