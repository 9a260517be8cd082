/// An option that was given to a resumed run and differs from its record.
public struct RecordDifference: Hashable, Sendable {
  /// The option.
  public var option: OptionName
  /// Its value in the record; `nil` when it was not set.
  public var recorded: String?
  /// The value that was given.
  public var given: String

  /// A difference of an option.
  public init(option: OptionName, recorded: String?, given: String) {
    self.option = option
    self.recorded = recorded
    self.given = given
  }

  /// Every option that differs between two trainings, but for the seed and how they are watched.
  public static func between(
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

  /// Every option that was given and differs.
  package static func between(
    recorded: RunConfiguration, given: OptionMap
  ) -> [RecordDifference] {
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
  /// What the option was and is, as part of a sentence.
  public var description: String {
    "\(option.flag) was \(recorded ?? "not set") and is given as \(given)"
  }
}
