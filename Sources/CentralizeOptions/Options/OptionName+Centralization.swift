extension OptionName {
  package static let centralization = OptionName(
    "centralization", .choice(of: Centralization.Scope.self), valueName: "scope",
    help: """
      Which weights are centralized: none, all whose output units sum over inputs, or those of \
      convolutions. (default: \(RunConfiguration.defaultCentralization.rawValue))
      """)
  package static let placement = ofCentralization(
    "placement", .choice(of: Centralization.Placement.self),
    help: """
      Centralize the gradient, or the final update after momentum and scaling. (default: \
      \(RunConfiguration.defaultPlacement.rawValue))
      """)
  package static let decayOrder = ofCentralization(
    "decay-order", .choice(of: Centralization.DecayOrder.self), valueName: "order",
    help: """
      Add the weight decay before centralization, which then keeps the sum of each unit's weights, \
      or after it. (default: \(RunConfiguration.defaultDecayOrder.rawValue))
      """)
  package static let minimumFanIn = ofCentralization(
    "minimum-fan-in", .wholeNumber(2...1_000_000_000), valueName: "n",
    help: """
      Leave weights with fewer inputs per output unit alone: of n inputs, centralization removes 1/n \
      of the weight's freedom. At least 2. (default: \(RunConfiguration.defaultMinimumFanIn))
      """)
  package static let centralizationStrength = ofCentralization(
    "centralization-strength", .number(.share), valueName: "x",
    help: """
      Remove this share of the mean, in [0, 1]; below 1 the sum of a unit's weights moves. (default: \
      \(RunConfiguration.defaultCentralizationStrength.inWords))
      """)
  package static let centralizationSchedule = ofCentralization(
    "centralization-schedule", .text, valueName: "schedule",
    help: """
      That share over time, in the words of --schedule: cosine takes it to 0. (default: \
      \(RunConfiguration.defaultCentralizationSchedule))
      """)

  /// The options that mean nothing where nothing is centralized.
  static let ofCentralization: [OptionName] = [
    .placement, .decayOrder, .minimumFanIn, .centralizationStrength, .centralizationSchedule,
  ]

  private static func ofCentralization(
    _ name: String, _ kind: OptionKind, valueName: String? = nil,
    help: @autoclosure @escaping @Sendable () -> String
  ) -> OptionName {
    OptionName(
      name, kind, valueName: valueName, annulledBy: .value("none", of: "centralization"),
      help: help())
  }
}
