import RunRecords
import EngineProtocol
import CentralizeOptions
import Torch
import TorchNN
import TorchOptimizers

/// One layer's call with a plain weight, as it was seen.
private struct LayerCall {
  let input: Tensor
  let weight: Parameter
  let stride: [Int]
  let padding: [Int]
  let dilation: [Int]
  let groups: Int

  /// The call of a convolution that is not transposed, or of a linear layer; `nil` for any other.
  init?(_ call: OperatorCall) {
    guard call.arguments.count > 1, let input = call.arguments[0] as? Tensor,
      let weight = call.arguments[1] as? Parameter
    else { return nil }
    (self.input, self.weight) = (input, weight)
    switch call.name {
    case "aten::linear": (stride, padding, dilation, groups) = ([], [], [], 1)
    case "aten::convolution":
      guard call.arguments.count > 8, let stride = call.arguments[3] as? [Int],
        let padding = call.arguments[4] as? [Int], let dilation = call.arguments[5] as? [Int],
        call.arguments[6] as? Bool == false, let groups = call.arguments[8] as? Int
      else { return nil }
      (self.stride, self.padding, self.dilation, self.groups) = (stride, padding, dilation, groups)
    default: return nil
    }
  }

  /// How far the outputs move when `constant` is added to all inputs, zeros of the padding included:
  /// `[N, O, …]` of a convolution and `[…, O]` of a linear layer, in float64.
  func shift(by constant: Double) -> Tensor {
    let wide = weight.to(.float64)
    let input = input.to(.float64)
    guard !stride.isEmpty else {
      return (input + constant).linear(wide, nil) - input.linear(wide, nil)
    }
    let padded = input.padded(padding)
    func convolved(_ x: Tensor) -> Tensor {
      x.convolution(
        wide, nil, stride: stride, padding: padding.map { _ in 0 }, dilation: dilation,
        groups: groups)
    }
    return convolved(padded + constant) - convolved(padded)
  }

  /// A number for each output unit in a shape that broadcasts against the layer's output.
  func broadcasting(_ sums: Tensor) -> Tensor {
    sums.reshaped(stride.isEmpty ? [-1] : [1, -1] + stride.map { _ in 1 })
  }
}

extension OutputShift {
  /// What is added to the inputs: it is small beside nothing, and cancels in every ratio.
  private static let constant = 1.0
  /// The most images whose outputs are looked at.
  private static let mostImages = 16

  /// How the layers of a trained network answer a shift of their inputs.
  ///
  /// The inputs are those that each layer has for `images`, in evaluation mode.
  ///
  /// - Parameters:
  ///   - network: the network; its weights are those after `steps` steps.
  ///   - weights: what a monitor watched from the start.
  ///   - isPromised: whether the chain kept `1ᵀw` in every step.
  ///   - steps: the steps that were made.
  ///   - images: `[N, C, H, W]`.
  /// - Returns: a shift for every watched weight that a layer uses as it is, and the names of the rest.
  static func all(
    in network: any Layer, _ weights: [CentralizationMonitor.WatchedWeight],
    isPromised: (Parameter) -> Bool, steps: Int, images: Tensor
  ) -> (shifts: [OutputShift], unasked: [String]) {
    let calls = withoutGrad { Self.calls(of: network, on: images) }
    var (shifts, unasked): ([OutputShift], [String]) = ([], [])
    for watched in weights {
      let weight = watched.parameter.value
      guard let call = calls.first(where: { $0.weight === weight }) else {
        unasked.append(watched.parameter.name)
        continue
      }
      func deviation(from sums: Tensor) -> Double {
        withoutGrad {
          let difference = call.shift(by: constant) - call.broadcasting(sums) * constant
          return difference.abs().max().item / (abs(constant) * max(watched.size, 1e-300))
        }
      }
      shifts.append(
        OutputShift(
          name: watched.parameter.name, inputs: watched.fanIn.count(in: weight.shape),
          isPromised: isPromised(weight), fromInitial: deviation(from: watched.initialSums),
          fromCurrent: deviation(from: watched.sums),
          tolerance: 8 * watched.rounding * Double(steps + 1).squareRoot()))
    }
    return (shifts, unasked)
  }

  /// The calls of layers that one pass in evaluation mode makes.
  private static func calls(of network: any Layer, on images: Tensor) -> [LayerCall] {
    network.setTraining(false)
    defer { network.setTraining(true) }
    let some = images.narrowed(0, from: 0, count: min(images.size(0), mostImages))
    var calls: [LayerCall] = []
    _ = Operator.observing {
      if let call = LayerCall($0) { calls.append(call) }
    } _: {
      network(some)
    }
    return calls
  }
}
