import Foundation
import RunRecords
import Settings
import Torch
import TorchData
import TorchNN
import TorchOptimizers
import TorchTraining
import TorchVision

/// How fast steps are.
struct Speed: Encodable {
  var imagesPerSecond: Double
  var secondsPerStep: Double
  var steps: Int
  var parameters: Int
}

/// A task whose images stay where they are, and are the same in each step.
private struct RepeatedImages: TrainingTask {
  let about = TaskDescription(name: "repeated", metrics: [])
  let batchCount = 1_000_000
  let images: NoiseTask.Images

  func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? { { images } }

  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? { nil }
}

/// Times steps of `resnet50`, after a few: `PRECISION none|all BATCH STEPS SIDE [FOLDER]`, where a precision is also
/// `tf32` and a side is in pixels; on noise that stays on the device, or on the image files of a folder, each decoded,
/// cropped and flipped.
func measureSpeed(on device: Device, _ words: [String]) throws -> Speed {
  let isTF32 = words.first == "tf32"
  guard words.count >= 5, let precision = isTF32 ? .float32 : Precision(rawValue: words[0]),
    let batch = Int(words[2]), let steps = Int(words[3]), let side = Int(words[4])
  else { throw ProbeError("speed: expected a precision, none or all, a batch, steps and a side") }
  CUDAArithmetic(cudnnBenchmark: true, tf32: isTF32).use()
  let network = ResNet(.resnet50, channels: 3, classes: 1000, using: Generator(seed: 1))
  network.move(to: device, memoryFormat: .channelsLast)
  let noise = NoiseTask([3, side, side], classes: 1000, batchSize: batch, on: device) {
    _ in network
  }
  let task: any TrainingTask =
    words.count > 5
    ? ClassificationTask(
      try loader(of: words[5], batch: batch, steps: steps + 8, side), on: device)
    : RepeatedImages(images: noise.images(0))
  let trainer = Trainer(
    network, optimizer(for: network, rate: 0.01, isCentralized: words[1] == "all"), task,
    schedule: constantSchedule(), precision: precision)
  for _ in 0..<5 { _ = try trainer.advance() }
  _ = try trainer.settle()
  let weight = network.parameters[0]
  _ = weight.sum().item  // all that was asked of the device is done
  let seconds =
    try ContinuousClock().measure {
      for _ in 0..<steps { _ = try trainer.advance() }
      _ = try trainer.settle()
      _ = weight.sum().item
    } / .seconds(1)
  return Speed(
    imagesPerSecond: Double(batch * steps) / seconds, secondsPerStep: seconds / Double(steps),
    steps: steps, parameters: network.parameters.map(\.count).reduce(0, +))
}

/// The images of a folder again and again, by as many workers as there are cores.
private func loader(
  of folder: String, batch: Int, steps: Int, _ side: Int
) throws -> DataLoader {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  guard !names.isEmpty else { throw ProbeError("\(folder): expected image files, found none") }
  let paths = (0..<batch * steps).map { folder + "/" + names[$0 % names.count] }
  return DataLoader(
    ImageFiles(
      paths: paths, labels: paths.indices.map { $0 % 1000 }, classNames: (0..<1000).map { "\($0)" }),
    batchSize: batch,
    pipeline: ImagePipeline(
      normalization: .imageNet, crop: .randomResized(), imageSize: side, flip: true),
    workers: ProcessInfo.processInfo.activeProcessorCount)
}
