import Torch

/// Gradients that lie in one piece of memory and travel together.
///
/// Behind the gradients there is one number for each parameter: in how many processes it has a gradient.
final class GradientBucket {
  /// A parameter, and where its gradient lies.
  struct Slot {
    let index: Int
    let parameter: Parameter
    let view: Tensor
  }

  let slots: [Slot]
  /// The gradients that have not come in this micro-batch.
  var missing = 0
  private let flat: Tensor
  private let flags: Tensor
  /// Sums of micro-batches that wait for others, by their level.
  private var waiting: [Tensor] = []

  /// A bucket for the gradients of `parameters`, which are of one type.
  ///
  /// Each begins where a cache line does, and lies there as its parameter does in its memory.
  init(_ parameters: [(index: Int, parameter: Parameter)], dtype: DType) {
    let line = 64 / dtype.byteCount
    var offsets: [Int] = []
    var count = 0
    for (_, parameter) in parameters {
      offsets.append(count)
      count += (parameter.count + line - 1) / line * line
    }
    let flat = Tensor.zeros(
      [count + parameters.count], dtype: dtype, device: parameters[0].parameter.device)
    slots = zip(parameters, offsets).map { entry, offset in
      let (index, parameter) = entry
      return Slot(
        index: index, parameter: parameter,
        view: flat.view(parameter.shape, strides: parameter.denseStrides(), offset: offset))
    }
    (self.flat, flags) = (flat, flat.narrowed(0, from: count, count: parameters.count))
  }

  /// Makes the gradients zero, and puts them into the parameters' place.
  func prepare(isZero: Bool) {
    if !isZero { flat.clear() } else { flags.clear() }
    for slot in slots { slot.parameter.grad = slot.view }
  }

  /// Adds waiting sums to the gradients; what comes out waits in turn unless it is that of all micro-batches.
  func carry(_ carry: MicroBatchTree.Carry) {
    withoutGrad {
      for level in carry.added { flat += waiting[level] }
      guard let level = carry.stored else { return }
      while waiting.count <= level { waiting.append(flat.zerosLike()) }
      waiting[level].copy(from: flat)
      flat.clear()
    }
  }

  /// Adds up the gradients of all processes.
  ///
  /// - Parameters:
  ///   - hasGradient: whether this process has a gradient, by the index of the parameter.
  ///   - sum: who adds.
  /// - Throws: `DistributedError` when another process is gone or silent.
  func reduce(_ hasGradient: [Bool], _ sum: RankSum) throws(DistributedError) {
    let values: [Float] = slots.map { hasGradient[$0.index] ? 1 : 0 }
    withoutGrad { flags.copy(from: Tensor(values)) }
    try sum.add(flat, "the sum of gradients")
  }

  /// The indices of the parameters that have a gradient in no process, after ``reduce(_:_:)``.
  var unused: [Int] {
    zip(slots, flags.array(of: Float.self)).filter { $1 == 0 }.map { $0.0.index }
  }
}
