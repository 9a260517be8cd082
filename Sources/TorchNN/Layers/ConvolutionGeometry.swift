import Torch

/// What the convolutions of all ranks share: their sizes, their parameters and the call.
struct ConvolutionGeometry {
  let kernel: [Int]
  let stride: [Int]
  let padding: [Int]
  let dilation: [Int]
  let groups: Int
  /// `nil` for a convolution, else the extra size on one side of a transposed one's output.
  let outputPadding: [Int]?

  init(
    dims: Int, kernel: Extent, stride: Extent, padding: Extent, dilation: Extent, groups: Int,
    outputPadding: Extent? = nil
  ) {
    self.kernel = kernel.expanded(to: dims)
    self.stride = stride.expanded(to: dims)
    self.padding = padding.expanded(to: dims)
    self.dilation = dilation.expanded(to: dims)
    self.groups = groups
    self.outputPadding = outputPadding?.expanded(to: dims)
  }

  /// Weight and bias with their fan-in, initialized like PyTorch's.
  func parameters(
    _ inputs: Int, _ outputs: Int, bias: Bool, using generator: Generator
  ) -> (weight: Parameter, bias: Parameter?) {
    expect(
      groups >= 1 && inputs % groups == 0 && outputs % groups == 0,
      "groups must divide \(inputs) inputs and \(outputs) outputs, found \(groups)")
    let isTransposed = outputPadding != nil
    let shape = (isTransposed ? [inputs, outputs / groups] : [outputs, inputs / groups]) + kernel
    let fanIn: FanIn =
      isTransposed
      ? .transposedConvolution(spatialDims: kernel.count, groups: groups)
      : .convolution(spatialDims: kernel.count, groups: groups)
    let count = shape.dropFirst().reduce(1, *)
    let weight = Parameter(
      Initialization.torchDefault(shape, fanIn: count, using: generator), .weight(fanIn))
    guard bias else { return (weight, nil) }
    return (
      weight,
      Parameter(Initialization.torchDefault([outputs], fanIn: count, using: generator), .bias)
    )
  }

  func callAsFunction(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
    x.convolution(
      weight, bias, stride: stride, padding: padding, dilation: dilation,
      transposed: outputPadding != nil, outputPadding: outputPadding, groups: groups)
  }
}
