public import Torch

extension ProcessGroup {
  /// The sum of `tensor` over all processes, through which a backward pass goes too: the gradient of each
  /// process's tensor is the sum of what all processes make of the total.
  ///
  /// All processes call it in the same order, and make their backward passes through it in the same order. Where
  /// another process is gone, this and every later collective fails; a pass goes on to its end with what it has, and
  /// the next collective that may throw says so.
  ///
  /// - Parameter tensor: on the CPU, or on each process's CUDA device; of the same shape and type in all processes.
  /// - Returns: the total, of that shape.
  public func total(_ tensor: Tensor) -> Tensor {
    guard size > 1 else { return tensor }
    let others = withoutGrad {
      let sum = tensor.detached().clone()
      try? allReduce(sum, "a sum of batch statistics")
      return sum - tensor.detached()
    }
    let total = tensor + others
    if total.requiresGrad {
      total.changeGradient { [self] in try? allReduce($0, "a sum of gradients of batch statistics")
      }
    }
    return total
  }
}
