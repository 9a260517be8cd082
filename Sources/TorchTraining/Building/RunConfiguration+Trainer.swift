import CentralizeOptions
import Torch

extension RunConfiguration {
  /// Readies the device, and has so many threads compute as the run says.
  func prepareMachine() throws {
    try device.device.prepare()
    Runtime.threads = threads
  }

  /// The training of this run for `task` from its start, with the initial weights of its seed, and the
  /// steps that it has in all.
  func makeTrainer(for task: any TrainingTask) -> (trainer: Trainer, totalSteps: Int) {
    let model = task.makeNetwork(for: self)
    let stepsPerEpoch = task.batchCount / accumulate
    let totalSteps = steps ?? (epochs ?? 1) * stepsPerEpoch
    let trainer = Trainer(
      model, makeOptimizer(for: model), task,
      schedule: makeSchedule(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      centralizationSchedule: makeCentralizationSchedule(
        totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      sharpnessRadius: sam, accumulate: accumulate)
    return (trainer, totalSteps)
  }
}
