/// The options that say how something is centralized, as they were given or as a run has them.
package protocol CentralizationSettings {
  var placement: Centralization.Placement? { get }
  var decayOrder: Centralization.DecayOrder? { get }
  var minimumFanIn: Int? { get }
  var centralizationStrength: Double? { get }
  var centralizationSchedule: Schedule? { get }
}

extension CentralizationSettings {
  /// Those of these options that have a value.
  var centralizationSettings: [OptionName] {
    let all: [(OptionName, Bool)] = [
      (.placement, placement != nil), (.decayOrder, decayOrder != nil),
      (.minimumFanIn, minimumFanIn != nil),
      (.centralizationStrength, centralizationStrength != nil),
      (.centralizationSchedule, centralizationSchedule != nil),
    ]
    return all.filter(\.1).map(\.0)
  }
}

extension RunConfiguration: CentralizationSettings {}
extension TrainingOptions: CentralizationSettings {}
