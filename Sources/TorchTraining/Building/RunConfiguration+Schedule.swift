public import Settings

extension RunConfiguration {
  /// The factor on the learning rate for each step of a run of `totalSteps`.
  public func makeSchedule(totalSteps: Int, stepsPerEpoch: Int) -> StepFactor {
    course.schedule.factor(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch)
  }

  /// The factor on the strength of centralization for each step of a run of `totalSteps`.
  public func makeCentralizationSchedule(totalSteps: Int, stepsPerEpoch: Int) -> StepFactor {
    course.centralizationSchedule.factor(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch)
  }
}
