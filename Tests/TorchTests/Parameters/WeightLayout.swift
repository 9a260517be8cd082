import Testing
import Torch

/// A weight's shape with its fan-in, and which output unit each of its elements belongs to, told
/// element by element.
struct WeightLayout: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let shape: [Int]
  let fanIn: FanIn
  /// The inputs of an output unit, counted by hand.
  let inputs: Int
  /// The output unit of the element at an index.
  let unit: @Sendable (_ index: [Int]) -> Int

  /// Weights `[out, …]`: the first dimension is the output unit.
  private init(_ name: String, _ shape: [Int], _ fanIn: FanIn, inputs: Int) {
    (testDescription, self.shape, self.fanIn, self.inputs) = (name, shape, fanIn, inputs)
    unit = { $0[0] }
  }

  /// Weights `[in, out/groups, k…]`: output `j` of group `g` sums over the inputs of group `g`.
  private init(transposed name: String, _ shape: [Int], groups: Int, inputs: Int) {
    (testDescription, self.shape, self.inputs) = (name, shape, inputs)
    fanIn = .transposedConvolution(spatialDims: shape.count - 2, groups: groups)
    unit = { index in
      let group = index[0] / (shape[0] / groups)
      return group * shape[1] + index[1]
    }
  }

  static let all: [WeightLayout] = [
    WeightLayout("linear", [5, 7], .linear, inputs: 7),
    WeightLayout("conv1d", [6, 4, 3], .convolution(spatialDims: 1), inputs: 12),
    WeightLayout("conv2d", [8, 3, 3, 5], .convolution(spatialDims: 2), inputs: 45),
    WeightLayout("conv3d", [4, 2, 3, 2, 3], .convolution(spatialDims: 3), inputs: 36),
    WeightLayout("pointwise", [8, 6, 1, 1], .convolution(spatialDims: 2), inputs: 6),
    WeightLayout(
      "conv2d with groups", [12, 2, 3, 3], .convolution(spatialDims: 2, groups: 4), inputs: 18),
    WeightLayout(
      "depthwise", [6, 1, 3, 3], .convolution(spatialDims: 2, groups: 6), inputs: 9),
    WeightLayout(transposed: "transposed 1d", [4, 6, 3], groups: 1, inputs: 12),
    WeightLayout(transposed: "transposed 2d", [4, 6, 3, 3], groups: 1, inputs: 36),
    WeightLayout(transposed: "transposed 3d", [2, 3, 2, 2, 2], groups: 1, inputs: 16),
    WeightLayout(transposed: "transposed 1d with groups", [6, 2, 3], groups: 3, inputs: 6),
    WeightLayout(transposed: "transposed 2d with groups", [8, 3, 2, 2], groups: 4, inputs: 8),
    WeightLayout(transposed: "transposed depthwise", [6, 1, 3, 3], groups: 6, inputs: 9),
  ]

  /// Numbers whose mean is far from 0, in float64.
  func sample(seed: UInt64, dtype: DType = .float64) -> Tensor {
    .normal(shape, mean: 3, deviation: 1, dtype: dtype, using: Generator(seed: seed))
  }

  /// The mean of every output unit, from one slow loop over the elements.
  func means(of weight: Tensor) -> [Int: Double] {
    var sums: [Int: Double] = [:]
    var counts: [Int: Int] = [:]
    for (unit, value) in zip(units, weight.array(of: Double.self)) {
      sums[unit, default: 0] += value
      counts[unit, default: 0] += 1
    }
    return sums.reduce(into: [:]) { $0[$1.key] = $1.value / Double(counts[$1.key] ?? 0) }
  }

  /// `weight` less its output unit's mean, element by element.
  func slowlyCentralized(_ weight: Tensor) -> Tensor {
    let means = means(of: weight)
    let values = zip(units, weight.array(of: Double.self)).map { $1 - (means[$0] ?? 0) }
    return Tensor(values, shape: shape)
  }

  /// The output unit of every element, row by row.
  private var units: [Int] {
    (0..<shape.reduce(1, *)).map { position in
      var rest = position
      var index = shape
      for dim in shape.indices.reversed() {
        index[dim] = rest % shape[dim]
        rest /= shape[dim]
      }
      return unit(index)
    }
  }
}
