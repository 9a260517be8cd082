import CentralizeOptions
import Torch
import TorchDistributed

extension RunConfiguration {
  /// The training of this run for `task` from its start, with the initial weights of its seed, and the
  /// steps that it has in all.
  func makeTrainer(
    for task: any TrainingTask, by makers: OwnMakers, _ group: ProcessGroup
  ) -> (trainer: Trainer, totalSteps: Int) {
    let model = makers.makeNetwork(for: self, task)
    let stepsPerEpoch = task.batchCount / course.accumulate
    let totalSteps =
      switch course.length {
      case .epochs(let count): count * stepsPerEpoch
      case .steps(let count): count
      }
    let trainer = Trainer(
      model, makers.makeOptimizer(for: self, of: model), task,
      schedule: makeSchedule(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      centralizationSchedule: makeCentralizationSchedule(
        totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      sharpnessRadius: wrapping.sam, accumulate: course.accumulate, seed: start.seed, group: group,
      normalizesTogether: course.synchronizesBatchNorm, precision: machine.precision,
      plateau: course.schedule.plateau, average: wrapping.average)
    return (trainer, totalSteps)
  }
}
