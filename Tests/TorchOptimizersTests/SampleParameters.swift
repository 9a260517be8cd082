import Torch
import TorchOptimizers

/// Parameters of every role and layout, whose gradients are drawn.
struct SampleParameters {
  let named: [Named<Parameter>]

  /// Every weight with more than one input per output unit.
  static let weights: [(name: String, shape: [Int], fanIn: FanIn)] = [
    ("linear", [5, 7], .linear),
    ("conv1d", [6, 4, 3], .convolution(spatialDims: 1)),
    ("conv2d", [4, 3, 3, 3], .convolution(spatialDims: 2)),
    ("grouped", [6, 2, 3, 3], .convolution(spatialDims: 2, groups: 2)),
    ("depthwise", [4, 1, 3, 3], .convolution(spatialDims: 2, groups: 4)),
    ("transposed", [4, 3, 2, 2], .transposedConvolution(spatialDims: 2)),
    ("transposedGrouped", [4, 3, 2, 2], .transposedConvolution(spatialDims: 2, groups: 2)),
  ]

  /// Weights with one input per output unit: a layer scale, a column, a transposed one.
  static let singleInputs: [(name: String, shape: [Int], fanIn: FanIn)] = [
    ("scale", [5, 1, 1, 1], .convolution(spatialDims: 2, groups: 5)),
    ("column", [5, 1], .linear),
    ("transposedScale", [4, 1, 1, 1], .transposedConvolution(spatialDims: 2, groups: 4)),
  ]

  /// What has no inputs, of whatever rank.
  static let others: [(name: String, shape: [Int], role: Parameter.Role)] = [
    ("bias", [5], .bias), ("biasTable", [5, 5], .bias), ("gain", [5], .gain),
    ("gainMatrix", [4, 6], .gain), ("embedding", [7, 5], .embedding),
    ("position", [1, 9, 5], .position), ("token", [1, 1, 5], .token),
  ]

  /// All of them, with the values of `seed`.
  init(seed: UInt64 = 1, dtype: DType = .float64, memoryFormat: MemoryFormat = .contiguous) {
    let generator = Generator(seed: seed)
    let roles =
      (Self.weights + Self.singleInputs)
      .map { ($0.name, $0.shape, Parameter.Role.weight($0.fanIn)) }
      + Self.others.map { ($0.name, $0.shape, $0.role) }
    named = roles.map { name, shape, role in
      let parameter = Parameter(
        .normal(shape, mean: 0.3, dtype: .float64, using: generator).to(dtype), role)
      parameter.move(memoryFormat: memoryFormat)
      return Named(name, parameter)
    }
  }

  subscript(name: String) -> Parameter {
    guard let found = named.first(where: { $0.name == name }) else {
      preconditionFailure("no parameter \(name)")
    }
    return found.value
  }

  /// Those that are called so.
  func named(_ names: [String]) -> [Named<Parameter>] {
    named.filter { names.contains($0.name) }
  }

  /// Gives every parameter the gradient of `seed`, in its type and memory format.
  func drawGradients(seed: UInt64) {
    let generator = Generator(seed: seed)
    for (_, parameter) in named.map({ ($0.name, $0.value) }) {
      let gradient = parameter.emptyLike().detached()
      gradient.copy(
        from: .normal(parameter.shape, mean: 0.3, dtype: .float64, using: generator))
      parameter.grad = gradient
    }
  }

  /// Makes `count` steps on the gradients of the seeds from `first` on.
  func train(_ optimizer: Optimizer, steps count: Int = 5, first: UInt64 = 100) {
    for step in 0..<count {
      drawGradients(seed: first + UInt64(step))
      optimizer.step()
    }
  }

  /// Copies of all values.
  var values: [String: Tensor] {
    withoutGrad {
      Dictionary(uniqueKeysWithValues: named.map { ($0.name, $0.value.clone()) })
    }
  }
}
