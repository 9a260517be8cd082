import CentralizeOptions
import Torch
import TorchData

extension RunConfiguration {
  /// Readies the device, and has so many threads compute as the run says.
  func prepareMachine() throws {
    try device.device.prepare()
    Runtime.threads = threads
  }

  /// The training of this run from its start, with the initial weights of its seed, and the steps that
  /// it has in all.
  func makeTrainer(on data: RunData) -> (trainer: Trainer, totalSteps: Int) {
    let model = makeNetwork()
    let loader = DataLoader(
      data.training, batchSize: batchSize, pipeline: data.trainingPipeline, seed: seed,
      shuffle: shuffle, workers: workers, skipsCorrupt: skipCorrupt ?? false)
    let stepsPerEpoch = loader.batchCount / accumulate
    let totalSteps = steps ?? (epochs ?? 1) * stepsPerEpoch
    let trainer = Trainer(
      model, makeOptimizer(for: model), loader,
      schedule: makeSchedule(totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      centralizationSchedule: makeCentralizationSchedule(
        totalSteps: totalSteps, stepsPerEpoch: stepsPerEpoch),
      sharpnessRadius: sam, accumulate: accumulate, on: device.device)
    return (trainer, totalSteps)
  }
}
