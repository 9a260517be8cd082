extension RunConfiguration {
  /// Checks what is centralized, how, and where it stands to the weight decay.
  func checkCentralization() throws(OptionsError) {
    if centralization == .none {
      if let idle = centralizationSettings.first {
        throw .noEffect(idle, reason: Self.nothingCentralized)
      }
      return
    }
    guard let placement, let minimumFanIn, let centralizationStrength, let centralizationSchedule
    else {
      let needed = OptionName.ofCentralization.filter { $0 != .decayOrder }
      let absent = needed.first { !centralizationSettings.contains($0) }
      throw .missing(absent ?? .placement, hint: "centralization needs it")
    }
    try OptionName.minimumFanIn.check(minimumFanIn)
    try OptionName.centralizationStrength.check(centralizationStrength)
    try OptionRanges.checkSchedule(.centralizationSchedule, centralizationSchedule)
    try checkDecayOrder(placement)
  }

  private func checkDecayOrder(_ placement: Centralization.Placement) throws(OptionsError) {
    guard let decayOrder else {
      if optimizer.hasDecayOrder(placement) {
        throw .missing(.decayOrder, hint: "centralization needs it")
      }
      return
    }
    guard optimizer.hasDecayOrder(placement) else {
      throw .noEffect(.decayOrder, reason: decayIsOutside)
    }
    guard placement == .update, decayOrder == .after else { return }
    switch optimizer.decayForm {
    case .coupled: throw .noEffect(.decayOrder, reason: coupledDecayIsInside)
    case .scaled: throw .noEffect(.decayOrder, reason: scaledDecayIsInside)
    case .decoupled: return
    }
  }

  static let nothingCentralized = "with --centralization none nothing is centralized"

  private var coupledDecayIsInside: String {
    "the weight decay of \(optimizer.rawValue) is part of its gradient, so with --placement update "
      + "it always comes before centralization"
  }

  private var scaledDecayIsInside: String {
    "the weight decay of \(optimizer.rawValue) is inside the update that it scales to the length of "
      + "the weight, so with --placement update it always comes before centralization"
  }

  private var decayIsOutside: String {
    "the weight decay of \(optimizer.rawValue) is outside its gradient, so with --placement "
      + "gradient centralization never meets it"
  }
}

extension OptimizerName {
  /// Whether the decay can stand before or after centralization: not where the gradient is
  /// centralized and the decay is no part of it.
  func hasDecayOrder(_ placement: Centralization.Placement) -> Bool {
    placement == .update || decayForm == .coupled
  }
}
