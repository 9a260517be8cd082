extension Sequence<RunConfiguration> {
  /// What runs are, made at any place: by each option's flag the values that it has in them.
  package var facts: [String: String] {
    var facts: [String: String] = [:]
    for option in RunConfiguration.optionNames where !option.effect.contains(.place) {
      var known: Set<String> = []
      let values = map { $0[option]?.description ?? "not set" }.filter { known.insert($0).inserted }
      facts[option.flag] = values.joined(separator: ", ")
    }
    return facts
  }
}
