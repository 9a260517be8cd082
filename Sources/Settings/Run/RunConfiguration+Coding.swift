extension RunConfiguration: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Writes each option that applies under its name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for entry in optionMap.entries {
      try container.encode(entry.value, forKey: Key(stringValue: entry.option.rawValue))
    }
  }

  /// Reads the options that a run has, all of which must be there.
  ///
  /// - Throws: `OptionsError` for one that is out of range, does not apply or is missing;
  ///   `DecodingError` for one of the wrong type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    var record = OptionMap()
    for option in Self.optionNames {
      let key = Key(stringValue: option.rawValue)
      guard container.contains(key) else { continue }
      record[option] =
        switch option.kind {
        case .wholeNumber: .whole(try container.decode(Int.self, forKey: key))
        case .number: .number(try container.decode(Double.self, forKey: key))
        case .flag, .invertibleFlag: .truth(try container.decode(Bool.self, forKey: key))
        case .text, .form, .list, .choice: .text(try container.decode(String.self, forKey: key))
        }
    }
    if record[.epochs] != nil, record[.steps] != nil {
      throw OptionsError.noEffect(.epochs, reason: Self.lengthGivenTwice)
    }
    // What is not in the record has these values only until it is found to be missing.
    self.init(
      network: NetworkChoice(.resnet8), data: DataChoice(.fashionMNIST, folder: ""),
      machine: Machine(threads: 1))
    (network.normalization, reading) = (nil, ImageReading())
    try take(record)
    if network.model.findsObjects, record[.crop] == nil { images.crop = nil }
    if let absent = optionMap.options.first(where: { record[$0] == nil }) {
      try throwMissing(absent, decoder.codingPath)
    }
  }

  private func throwMissing(_ option: OptionName, _ path: [any CodingKey]) throws {
    let name = optimizer.name
    if name.ownOptions.contains(option) || option == .lookahead {
      throw OptionsError.missing(option, hint: "the optimizer \(name.rawValue) needs it")
    }
    if Self.ofCentralization.contains(option) {
      throw OptionsError.missing(option, hint: "centralization needs it")
    }
    throw DecodingError.keyNotFound(
      Key(stringValue: option.rawValue), .init(codingPath: path, debugDescription: ""))
  }
}
