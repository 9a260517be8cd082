/// What is taken of a file of weights.
public struct WeightsReading: Codable, Hashable, Sendable {
  /// Which of several state dicts in the file, by its name or what its keys begin with; `nil` for the usual.
  public var entry: String?
  /// Whether weights may be infinite or no numbers.
  public var allowsNonFinite = false

  /// The usual state dict of a file, which must be finite.
  public init(entry: String? = nil, allowsNonFinite: Bool = false) {
    (self.entry, self.allowsNonFinite) = (entry, allowsNonFinite)
  }

  /// The reading that options describe.
  package init(_ options: OptionMap) throws(OptionsError) { try take(options) }
}

extension WeightsReading: Configurable {
  /// The entry, and whether it must be finite.
  package static let options: [OptionBinding<Self>] = [
    .init(.weightsEntry, \.entry),
    // Only a run that allows it has it in its record.
    OptionBinding(
      .allowNonFinite, get: { $0.allowsNonFinite ? .truth(true) : nil },
      set: { (reading, value) throws(OptionsError) in
        reading.allowsNonFinite = try Bool(value, of: .allowNonFinite)
      }),
  ]
}

extension OptionName {
  package static let weightsEntry = OptionName(
    "weights-entry", .text, valueName: "name", annulledBy: .otherValue(of: "weights"),
    help: """
      Take this entry of --weights, such as a moving average: NAME or NAME/NAME of a dictionary, or what \
      keys begin with. (default: the entry with the usual name)
      """)
  package static let allowNonFinite = OptionName(
    "allow-non-finite", .invertibleFlag, annulledBy: .otherValue(of: "weights"),
    help: "Take --weights also where some are infinite or not numbers. (default: no)")
}
