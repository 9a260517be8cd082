import RunRecords
import Settings
import Torch
import TorchNN
import TorchTraining

/// Tells apart classes of noise, each with a mean of its own, by any network.
struct NoiseTask: TrainingTask {
  /// Some images of a class each, where the network is.
  struct Images: LayerBatch {
    let input: Tensor
    let labels: Tensor

    func loss(of network: any Layer) -> Tensor { network(input).crossEntropy(labels) }
  }

  let about = TaskDescription(name: "noise", metrics: [Metric("error", better: .less, digits: 4)])
  let batchCount: Int
  let device: Device
  /// `[C, H, W]`.
  let shape: [Int]
  let classes: Int
  let batchSize: Int
  let dtype: DType
  /// The batch whose images are no numbers; `nil` for none.
  let broken: Int?
  let network: (Generator) -> any Layer

  init(
    _ shape: [Int], classes: Int, batchSize: Int, batchCount: Int = 8, dtype: DType = .float32,
    broken: Int? = nil, on device: Device, network: @escaping (Generator) -> any Layer
  ) {
    (self.shape, self.classes, self.batchSize) = (shape, classes, batchSize)
    (self.batchCount, self.dtype, self.device) = (batchCount, dtype, device)
    self.broken = broken
    self.network = network
  }

  /// The network with the weights of the seed, made on the CPU.
  func makeNetwork(seed: UInt64) -> any Layer {
    let network = network(Generator(seed: seed))
    network.move(to: device, dtype: dtype, memoryFormat: .channelsLast)
    return network
  }

  func makeNetwork(for configuration: RunConfiguration) -> any Module {
    makeNetwork(seed: configuration.start.seed)
  }

  /// The images of a batch, which follow from its number.
  func images(_ number: Int) -> Images {
    let generator = Generator(seed: UInt64(number))
    let labels = Tensor.randomIntegers([batchSize], in: 0..<classes, using: generator)
    let means = (labels.to(dtype) / Double(classes)).reshaped([batchSize, 1, 1, 1])
    let noise = Tensor.normal([batchSize] + shape, dtype: dtype, using: generator)
    let images = (noise + means * (number == broken ? .nan : 2)).contiguous(.channelsLast)
    return Images(input: images.sentAhead(to: device), labels: labels.sentAhead(to: device))
  }

  func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? {
    var left = numbers[...]
    return aheadOfUse(on: device) { left.popFirst().map { images(epoch * batchCount + $0) } }
  }

  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? {
    guard part == .test else { return nil }
    var found: [[Double]] = []
    for number in pass.numbers(of: 2) {
      let images = images(1_000_000 + number)
      found.append([images.loss(of: network).item])
      try pass.batchEnds()
    }
    let loss = try pass.gather(found).reduce(0) { $0 + $1[0] } / 2
    return Evaluation(loss: loss, metrics: ["error": loss])
  }
}
