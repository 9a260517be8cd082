extension OptimizerSettings {
  /// What an option of this optimizer's own is; `nil` where it has none of that name.
  subscript(option: OptionName) -> OptionValue? { value[option] }

  mutating func set(_ option: OptionName, to new: OptionValue) throws(OptionsError) {
    guard name.ownOptions.contains(option) else { throw .notOfOptimizer(option, name) }
    var own: any ListedOptimizer = value
    try own.take([option: new])
    self = own.settings
  }
}

extension OptimizerName {
  package var ownOptions: [OptionName] { type(of: usual.value).optionNames }

  package static func having(_ option: OptionName) -> [OptimizerName] {
    allCases.filter { $0.ownOptions.contains(option) }
  }

  package static let ownOptions: [OptionName] = allCases.flatMap(\.ownOptions).reduce(into: []) {
    if !$0.contains($1) { $0.append($1) }
  }

  /// A number of each optimizer, for the help: `0.1; adagrad, rmsprop 0.01`.
  static func listed(_ value: (OptimizerName) -> Double?) -> String {
    var groups: [(value: Double, names: [String])] = []
    for name in allCases {
      guard let own = value(name) else { continue }
      if let index = groups.firstIndex(where: { $0.value == own }) {
        groups[index].names.append(name.rawValue)
      } else {
        groups.append((own, [name.rawValue]))
      }
    }
    return groups.map { $0.names.joined(separator: ", ") + " \($0.value.inWords)" }
      .joined(separator: "; ")
  }
}

extension OptionName {
  package static let optimizer = OptionName(
    "optimizer", .choice(of: OptimizerName.self),
    help: """
      The optimizer; 'centralize optimizers' describes them. (default: \
      \(RunConfiguration.usualOptimizer.rawValue))
      """)
  package static let weightDecay = OptionName(
    "weight-decay", .number(.notNegative), valueName: "x",
    help: """
      The weight decay, on every parameter; added to the gradient, but to the update in \
      \(OptimizerName.allCases.filter { $0.decayForm != .coupled }.map(\.rawValue)
        .joined(separator: ", ")). (default: \(RunConfiguration.usualWeightDecay))
      """)

  /// An option that only some optimizers have: its help names them and what they begin with.
  static func own(
    _ name: String, _ kind: OptionKind, valueName: String? = "x", ofMost: Bool = false,
    _ help: String
  ) -> OptionName {
    OptionName(name, kind, valueName: valueName, help: ownHelp(name, help, ofMost: ofMost))
  }

  private static func ownHelp(_ name: String, _ text: String, ofMost: Bool) -> String {
    let usual = OptimizerName.allCases.compactMap { optimizer in
      optimizer.usual.value.optionMap.entries.first { $0.option.rawValue == name }
        .map { (optimizer, $0.value) }
    }
    let owners = ofMost ? "" : usual.map(\.0.rawValue).joined(separator: ", ") + ": "
    var begin: String
    switch usual.first?.1 {
    case .truth(let isOn)?: begin = isOn ? "yes" : "no"
    case .number(let number)? where usual.allSatisfy({ $0.1 == .number(number) }) && !ofMost:
      begin = number.inWords
    case .number?:
      begin = OptimizerName.listed { optimizer in
        guard case .number(let own)? = usual.first(where: { $0.0 == optimizer })?.1 else {
          return nil
        }
        return own
      }
    case let other: begin = other?.description ?? "none"
    }
    return "\(owners)\(text) (default: \(begin))"
  }
}

extension Double {
  /// The number as people write it: `0.9`, `1`, `1e-4`.
  package var inWords: String {
    let text = "\(self)"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).replacing("e-0", with: "e-")
  }
}
