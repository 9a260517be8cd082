import CentralizeOptions
import Torch
import TorchDistributed

extension RunConfiguration {
  /// The training of this run for `task` from its start, with the initial weights of its seed, and the
  /// steps that it has in all.
  func makeTrainer(
    for task: any TrainingTask, _ group: ProcessGroup = ProcessGroup()
  ) -> (trainer: Trainer, totalSteps: Int) {
    let model = task.makeNetwork(for: self)
    let stepsPerEpoch = task.batchCount / course.accumulate
    let totalSteps =
      switch course.length {
      case .epochs(let count): count * stepsPerEpoch
      case .steps(let count): count
      }
    let trainer = Trainer(
      model, makeOptimizer(for: model), task,
      schedule: makeSchedule(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      centralizationSchedule: makeCentralizationSchedule(
        totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      sharpnessRadius: wrapping.sam, accumulate: course.accumulate, seed: start.seed, group: group,
      normalizesTogether: course.synchronizesBatchNorm, precision: machine.precision)
    return (trainer, totalSteps)
  }
}
