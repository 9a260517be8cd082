import Torch
import TorchExperiments
import TorchNN

/// Sequences of random digits, which the network is to say again from the largest to the smallest.
struct Sorting: TrainingTask {
  static let digits = 10
  static let length = 16

  let about = TaskDescription(
    name: "sorting", lossUnit: "nats",
    metrics: [
      Metric("tokenAccuracy", title: "token accuracy", better: .more, unit: "%", digits: 2),
      Metric(
        "sequenceAccuracy", title: "sequences without a mistake", better: .more, unit: "%",
        digits: 2),
    ])
  /// So that a run goes on with the sequences that it began with, and no others.
  let digests: [String: String]
  let batchCount: Int
  private let training: Tensor
  private let test: Tensor
  private let batchSize: Int
  private let seed: UInt64

  /// The task of a run, whose seed decides in which order the sequences come.
  init(_ run: RunConfiguration) throws {
    // All runs learn from the same 4,096 sequences, and are measured on 1,000 others.
    let generator = Generator(seed: 2026)
    func sequences(_ count: Int) -> Tensor {
      .randomIntegers([count, Self.length], in: 0..<Self.digits, using: generator)
    }
    (training, test) = (sequences(4096), sequences(1000))
    digests = ["digits": try DataDigest.of([training, test])]
    (batchSize, seed) = (run.course.batchSize, run.start.seed)
    batchCount = training.size(0) / batchSize
  }

  func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? {
    let order = Tensor.permutation(
      training.size(0), using: Generator(seed: seed << 20 + UInt64(epoch)))
    var left = numbers[...]
    return {
      left.popFirst().map { number in
        let chosen = order.narrowed(0, from: number * batchSize, count: batchSize)
        return Sequences(input: training.indexSelect(0, chosen))
      }
    }
  }

  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? {
    guard part == .test else { return nil }
    let parts = test.split(250)
    var found: [[Double]] = []
    for number in pass.numbers(of: parts.count) {
      let batch = Sequences(input: parts[number])
      let logits = network.asLayer(batch.input)
      let isRight = (logits.argmax(dim: 2) .== batch.sorted).to(.float32)
      found.append([
        Double(parts[number].size(0)), batch.loss(of: logits).item, isRight.mean().item,
        (isRight.mean([1]) .== 1).to(.float32).mean().item,
      ])
      try pass.batchEnds()
    }
    let all = try pass.gather(found)
    func mean(_ place: Int) -> Double {
      all.reduce(0) { $0 + $1[0] * $1[place] } / all.reduce(0) { $0 + $1[0] }
    }
    return Evaluation(
      loss: mean(1), metrics: ["tokenAccuracy": mean(2), "sequenceAccuracy": mean(3)])
  }
}

/// Some sequences, int64 `[N, T]`.
struct Sequences: LayerBatch {
  let input: Tensor

  /// What the network is to say, `[N, T]`.
  var sorted: Tensor { input.topk(Sorting.length, dim: 1).values }

  func loss(of network: any Layer) -> Tensor { loss(of: network(input)) }

  /// The mean cross-entropy of logits `[N, T, digits]`.
  func loss(of logits: Tensor) -> Tensor {
    logits.flattened(from: 0, to: 1).crossEntropy(sorted.flattened())
  }
}
