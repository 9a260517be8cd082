/// A learning rate over a run, without the rest of it.
package struct ScheduledCourse: Hashable, Sendable {
  package let schedule: Schedule
  /// The largest learning rate.
  package let learningRate: Double
  /// The optimizer steps of the run.
  package let steps: Int
  package let stepsPerEpoch: Int

  /// The epochs when nothing is said.
  private static let usualEpochs = 100

  /// The course that options describe.
  package init(_ options: OptionMap, stepsPerEpoch: Int) throws(OptionsError) {
    try OptionName.stepsPerEpoch.check(stepsPerEpoch)
    guard let schedule: Schedule = try options.value(of: .schedule) else {
      throw .missing(.schedule, hint: "it is what is drawn: cosine, for one")
    }
    if options[.epochs] != nil, options[.steps] != nil {
      throw .noEffect(.steps, reason: RunConfiguration.lengthGivenTwice)
    }
    let epochs: Int = try options.value(of: .epochs) ?? Self.usualEpochs
    self.schedule = schedule
    learningRate = try options.value(of: .learningRate) ?? 1
    steps = try options.value(of: .steps) ?? epochs * stepsPerEpoch
    self.stepsPerEpoch = stepsPerEpoch
  }

  /// The learning rate in each of at most `most` steps, evenly apart, the first and the last among them; the step is
  /// counted in epochs.
  package func rates(atMost most: Int) -> [(epoch: Double, rate: Double)] {
    let factor = schedule.factor(totalSteps: steps, stepsPerEpoch: stepsPerEpoch)
    let count = min(most, steps)
    return (0..<count).map { index in
      let step = count == 1 ? 0 : index * (steps - 1) / (count - 1)
      return (Double(step) / Double(stepsPerEpoch), learningRate * factor(step))
    }
  }
}
