extension Schedule {
  /// The factor for each step of a run of `totalSteps`.
  ///
  /// After a warm-up what follows the length of the run covers the steps that remain, and periods are counted from
  /// there; epochs at which a value falls keep their place. Of ``Shape/plateau(_:)`` it is the warm-up alone: what a
  /// loss does is known to the training.
  public func factor(totalSteps: Int, stepsPerEpoch: Int) -> StepFactor {
    let stepsPerEpoch = max(stepsPerEpoch, 1)
    let begin = warmup?.steps(stepsPerEpoch) ?? 0
    let rest = max(totalSteps - begin, 1)
    let main: StepFactor =
      switch shape {
      case .constant, .plateau: constantSchedule()
      case .cosine(let floor, nil): cosineSchedule(over: rest, floor: floor)
      case .cosine(let floor, let restarts?):
        cosineSchedule(
          restartingAfter: restarts.epochs * stepsPerEpoch, growth: restarts.growth, floor: floor)
      case .linear(let floor): polynomialSchedule(over: rest, floor: floor)
      case .polynomial(let power, let floor):
        polynomialSchedule(over: rest, power: power, floor: floor)
      case .exponential(let factor, let epochs):
        placed(exponentialSchedule(every: epochs * stepsPerEpoch, factor: factor), after: begin)
      case .step(let milestones, let factor):
        placed(
          stepSchedule(at: milestones.map { $0 * stepsPerEpoch }, factor: factor), after: begin)
      case .oneCycle(let cycle): oneCycleSchedule(over: rest, cycle)
      }
    guard begin > 0 else { return main }
    return warmup?.share.map { warmUp(for: begin, from: $0, then: main) }
      ?? warmUp(for: begin, then: main)
  }

  /// A schedule of steps counted from the start of the run, to begin after some of them.
  private func placed(_ schedule: @escaping StepFactor, after begin: Int) -> StepFactor {
    { step in schedule(step + begin) }
  }
}

extension Schedule.Warmup {
  /// Its optimizer steps, where an epoch has so many.
  func steps(_ stepsPerEpoch: Int) -> Int {
    switch length {
    case .steps(let count): count
    case .epochs(let count): count * stepsPerEpoch
    }
  }
}
