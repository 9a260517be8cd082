import Torch

extension Layer {
  /// The multiplications of inputs with weights that convolutions and linear layers make for an input
  /// of `shape`: what is often called multiply-adds, and by some FLOPs.
  ///
  /// An output element of a layer costs as many as its unit has inputs. Nothing else is counted: no
  /// bias, normalization, activation, pooling or attention, nor what is made of a weight before it
  /// is used.
  ///
  /// The layer is called once, with unwritten memory where its parameters are: on `Device.meta`
  /// that costs next to nothing. Set it to evaluation before, or it takes the call for a training
  /// step.
  public func multiplyAdds(for shape: [Int]) -> Int {
    let first = parameters.first
    let input = Tensor.empty(shape, dtype: first?.dtype ?? .float32, device: first?.device ?? .cpu)
    var sum = 0
    withoutGrad {
      _ = Operator.observing {
        sum += $0.multiplyAdds
      } _: {
        self(input)
      }
    }
    return sum
  }
}

extension OperatorCall {
  /// The multiplications with a weight, its second argument.
  fileprivate var multiplyAdds: Int {
    guard ["aten::convolution", "aten::linear"].contains(name), arguments.count > 1,
      let input = arguments[0] as? Tensor, let weight = arguments[1] as? Tensor, weight.count > 0
    else { return 0 }
    // A transposed convolution stores its inputs first, and multiplies each of them with all that
    // stands behind.
    let isTransposed = arguments.count > 6 && arguments[6] as? Bool == true
    let numbers = isTransposed ? input.count : results[0].count
    return numbers * (weight.count / weight.size(0))
  }
}
