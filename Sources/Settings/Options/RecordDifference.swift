import Files

/// An option that was given to a resumed run and differs from its record.
package struct RecordDifference: Hashable, Sendable {
  package var option: OptionName
  /// Its value in the record; `nil` when it was not set.
  package var recorded: String?
  package var given: String

  package init(option: OptionName, recorded: String?, given: String) {
    self.option = option
    self.recorded = recorded
    self.given = given
  }

  /// Every option that differs between two trainings, but for the seed and how they are watched.
  package static func between(
    _ recorded: RunConfiguration, _ given: RunConfiguration
  ) -> [RecordDifference] {
    let (old, new) = (recorded.training, given.training)
    return RunConfiguration.optionNames.compactMap { option in
      let (before, after) = (old[option], new[option])
      guard before != after else { return nil }
      return RecordDifference(
        option: option, recorded: before?.description, given: after?.description ?? "not set")
    }
  }

  package static func between(recorded: RunConfiguration, given: OptionMap) -> [RecordDifference] {
    RunConfiguration.optionNames.compactMap { option in
      guard let value = given[option].map(option.canonical), value != recorded[option] else {
        return nil
      }
      return RecordDifference(
        option: option, recorded: recorded[option]?.description, given: value.description)
    }
  }
}

extension RecordDifference: CustomStringConvertible {
  package var description: String {
    "\(option.flag) was \((recorded ?? "not set").shown) and is given as \(given.shown)"
  }
}
