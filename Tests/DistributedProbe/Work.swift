import Foundation
import Torch
import TorchDistributed
import TorchNN
import TorchOptimizers

/// What a group does when all is well, on as many processes as there are.
func work(_ group: ProcessGroup) throws {
  try sums(group)
  try bytes(group)
  for (bucketBytes, overlaps) in [(1 << 10, true), (1 << 10, false), (8 << 20, true)] {
    let (digest, buckets) = try train(group, bucketBytes, overlaps)
    print("training \(bucketBytes) \(overlaps): \(digest) \(buckets)")
  }
  print("training mixed: \(try train(group, 1 << 10, true, half: true).digest)")
  print("unused: \(try unused(group))")
  print("centralized: \(try centralized(group))")
  print("abandoned: \(try abandoned(group))")
}

/// Numbers whose sum depends on its order.
func sums(_ group: ProcessGroup) throws {
  let mine = group.rank.isMultiple(of: 2) ? Float(1e8) : Float(1 + group.rank)
  let values = Tensor([Float](repeating: mine, count: 100))
  try group.allReduce(values)
  let found = Set(values.array(of: Float.self).map(\.bitPattern))
  print("sum: \(found.map { Float(bitPattern: $0) })")
  let last = Tensor(
    (0..<24).map { Float($0 * (group.rank + 1)) }, shape: [2, 3, 2, 2]
  ).contiguous(.channelsLast)
  try group.allReduce(last)
  print("channels last: \(last.array(of: Float.self).reduce(0, +))")
  let shared = Tensor((0..<6).map { Double($0 + 10 * group.rank) }, shape: [2, 3])
  try group.broadcast(shared.transposed(0, 1), from: group.size - 1)
  print("broadcast: \(shared.array(of: Double.self))")
}

func bytes(_ group: ProcessGroup) throws {
  let own = Data("rank \(group.rank)".utf8 + [UInt8](repeating: 33, count: group.rank))
  let root = group.size - 1
  print("bytes: \(String(decoding: try group.broadcast(own, from: root), as: UTF8.self))")
  print("none: \(try group.broadcast(Data()).count) \(try group.gather(Data()).map(\.count))")
  print("gathered: \(try group.gather(own).map { String(decoding: $0, as: UTF8.self) })")
  let numbers = [Double](repeating: 0.1 * Double(group.rank), count: group.rank + 1)
  print("numbers: \(try group.gather(numbers))")
  print("share \(group.rank): \(group.share(of: 24))")
}

/// A small network, whose weights lie channels-last.
func network() -> Sequential {
  let generator = Generator(seed: 0)
  let network = Sequential(
    Conv2d(3, 8, kernel: 3, using: generator), ReLU(),
    Conv2d(8, 8, kernel: 3, using: generator), ReLU(), Flatten(),
    Linear(8 * 16, 10, using: generator))
  network.move(memoryFormat: .channelsLast)
  return network
}

/// The share of micro-batch `index` in the loss of a step of `total`.
func loss(_ network: Sequential, step: Int, _ index: Int, of total: Int) -> Tensor {
  let generator = Generator(seed: UInt64(100 * step + index))
  let images = Tensor.normal([4, 3, 8, 8], using: generator).contiguous(.channelsLast)
  let labels = Tensor.randomIntegers([4], in: 0..<10, using: generator)
  return network(images).crossEntropy(labels) / Double(total)
}

/// The weights after three steps of as many micro-batches as do for all sizes, as a digest.
func train(
  _ group: ProcessGroup, _ bucketBytes: Int, _ overlaps: Bool, half: Bool = false
) throws -> (digest: String, buckets: Int) {
  let network = network()
  let total = group.size == 3 ? 3 : 8
  let parameters = network.namedParameters
  // A bias of its own type makes a bucket of its own.
  if half { parameters.last?.value.move(dtype: .float64) }
  let buckets = try GradientBuckets(
    parameters, group: group, bucketBytes: bucketBytes, overlapsBackward: overlaps)
  let optimizer = Optimizer(
    parameters, learningRate: 0.1, GradientCentralization(), Momentum(0.9))
  let mine = group.share(of: total)
  for step in 0..<3 {
    buckets.begin(microBatches: mine, of: total)
    for index in mine {
      buckets.beginMicroBatch(index)
      if half {
        (parameters.map { ($0.value.to(.float32) * Double(index + 1)).sum() }.reduce(
          Tensor(Float(0)), +) / 7).backward()
      } else {
        loss(network, step: step, index, of: total).backward()
      }
      buckets.endMicroBatch()
    }
    try buckets.finish()
    optimizer.step(clearingGradients: step == 0)
    buckets.end(gradientsAreZero: step == 0)
    if step == 1 { optimizer.zeroGrad() }
  }
  var digest: UInt64 = 14_695_981_039_346_656_037
  for parameter in parameters {
    for value in parameter.value.detached().array(of: Double.self) {
      digest = (digest ^ value.bitPattern) &* 1_099_511_628_211
    }
  }
  return (String(digest, radix: 16), buckets.bucketCount)
}

/// Whether there is a gradient for: what nobody uses, what the last process alone uses in its first
/// micro-batch, and what all use.
func unused(_ group: ProcessGroup) throws -> [Bool] {
  let parameters = (0..<3).map { Named("\($0)", Parameter(Tensor.ones([5]), .bias)) }
  let buckets = try GradientBuckets(parameters, group: group)
  let total = 2 * group.size
  let mine = group.share(of: total)
  var found: [Bool] = []
  for _ in 0..<2 {
    buckets.begin(microBatches: mine, of: total)
    for index in mine {
      buckets.beginMicroBatch(index)
      let one = parameters[1].value.sum()
      let two = parameters[2].value.sum()
      (index == total - 2 ? one + two : two).backward()
      buckets.endMicroBatch()
    }
    try buckets.finish()
    found = parameters.map { $0.value.hasGrad }
    precondition(parameters[1].value.grad?.array(of: Float.self) == [1, 1, 1, 1, 1])
    buckets.end()
  }
  return found
}

/// How far the mean of what is summed up is from the sum of what is centralized, next to the largest
/// gradient.
func centralized(_ group: ProcessGroup) throws -> Bool {
  let network = network()
  // Without overlap, as the gradients of this process are read before they are added up.
  let buckets = try GradientBuckets(
    network.namedParameters, group: group, bucketBytes: 1 << 10, overlapsBackward: false)
  buckets.begin(microBatches: group.rank..<group.rank + 1, of: group.size)
  buckets.beginMicroBatch(group.rank)
  loss(network, step: 0, group.rank, of: group.size).backward()
  let weights = network.namedParameters.filter { $0.value.fanIn != nil }.map(\.value)
  let own = centralizedGradients(weights)
  buckets.endMicroBatch()
  try buckets.finish()
  for (before, after) in zip(own, centralizedGradients(weights)) {
    try group.allReduce(before)
    let largest = after.abs().max().item
    if (before - after).abs().max().item > 1e-5 * largest { return false }
  }
  return true
}

/// The gradients, each without the mean of its output unit's inputs.
private func centralizedGradients(_ weights: [Parameter]) -> [Tensor] {
  withoutGrad {
    weights.map { weight in
      guard let gradient = weight.grad?.clone() else { return Tensor.zeros([1]) }
      let rows = gradient.contiguous().reshaped([weight.size(0), -1])
      return rows - rows.mean([1], keepDims: true)
    }
  }
}

/// Whether a step that was given up leaves no gradients, and the next one is as if it had not been.
func abandoned(_ group: ProcessGroup) throws -> Bool {
  let network = network()
  let parameters = network.namedParameters
  let buckets = try GradientBuckets(parameters, group: group, bucketBytes: 1 << 10)
  var sums: [[Float]] = []
  for attempt in 0..<3 {
    buckets.begin(microBatches: 2 * group.rank..<2 * group.rank + 2, of: 2 * group.size)
    buckets.beginMicroBatch(2 * group.rank)
    loss(network, step: 0, 2 * group.rank, of: 2).backward()
    if attempt == 1 {
      buckets.abandon()
      if parameters.contains(where: { $0.value.hasGrad }) { return false }
      continue
    }
    buckets.endMicroBatch()
    buckets.beginMicroBatch(2 * group.rank + 1)
    loss(network, step: 0, 2 * group.rank + 1, of: 2).backward()
    buckets.endMicroBatch()
    try buckets.finish()
    sums.append(parameters.flatMap { $0.value.grad?.array(of: Float.self) ?? [] })
    buckets.end()
  }
  return sums[0] == sums[1] && !sums[0].isEmpty
}
