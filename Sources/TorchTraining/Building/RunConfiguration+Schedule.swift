public import CentralizeOptions
public import TorchOptimizers

extension RunConfiguration {
  /// The factor on the learning rate for each step of a run of `totalSteps`.
  public func makeSchedule(totalSteps: Int, stepsPerEpoch: Int) -> Schedule {
    schedule.function(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch)
  }

  /// The factor on the strength of centralization for each step of a run of `totalSteps`.
  public func makeCentralizationSchedule(totalSteps: Int, stepsPerEpoch: Int) -> Schedule {
    (centralizationSchedule ?? Self.defaultCentralizationSchedule)
      .function(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch)
  }
}

extension ScheduleSpecification {
  /// The factor for each step of a run of `totalSteps`.
  ///
  /// The milestones of a step schedule are epochs. After a warm-up a cosine covers the steps that
  /// remain, while milestones keep their place.
  func function(totalSteps: Int, stepsPerEpoch: Int) -> Schedule {
    let main: Schedule =
      switch shape {
      case .constant: constantSchedule()
      case .cosine: cosineSchedule(over: max(totalSteps - warmupSteps, 1))
      case .step(let milestones, let factor):
        stepSchedule(at: milestones.map { $0 * stepsPerEpoch - warmupSteps }, factor: factor)
      }
    return warmupSteps > 0 ? warmUp(for: warmupSteps, then: main) : main
  }
}
