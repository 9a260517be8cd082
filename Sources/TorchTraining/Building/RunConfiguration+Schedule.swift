public import CentralizeOptions
public import TorchOptimizers

extension RunConfiguration {
  /// The factor on the learning rate for each step of a run of `totalSteps`.
  ///
  /// The milestones of a step schedule are epochs. After a warm-up a cosine covers the steps that
  /// remain, while milestones keep their place.
  public func makeSchedule(totalSteps: Int, stepsPerEpoch: Int) -> Schedule {
    let warmup = schedule.warmupSteps
    let main: Schedule =
      switch schedule.shape {
      case .constant: constantSchedule()
      case .cosine: cosineSchedule(over: max(totalSteps - warmup, 1))
      case .step(let milestones, let factor):
        stepSchedule(at: milestones.map { $0 * stepsPerEpoch - warmup }, factor: factor)
      }
    return warmup > 0 ? warmUp(for: warmup, then: main) : main
  }
}
