import Torch
import TorchNN

/// A module with parts in every place where parts may be.
final class Nested: Layer {
  let conv1: Conv2d
  let norms: [BatchNorm2d]
  let downsample: Sequential?
  let missing: Linear?
  let outputProjection: Linear
  let layerScale: Parameter
  let optionalScale: Parameter?
  let runningNorm: Buffer
  let tables: [Parameter]
  private let factor = 2.0

  init(using generator: Generator) {
    conv1 = Conv2d(3, 4, kernel: 3, padding: 1, using: generator)
    norms = [BatchNorm2d(4), BatchNorm2d(4)]
    downsample = Sequential(
      Conv2d(4, 4, kernel: 1, bias: false, using: generator), BatchNorm2d(4),
      Dropout(0.5, using: generator))
    missing = nil
    outputProjection = Linear(4, 2, using: generator)
    layerScale = Parameter(.ones([4, 1, 1]), .gain)
    optionalScale = Parameter(.ones([1]), .gain)
    runningNorm = Buffer(.ones([1]))
    tables = [Parameter(.ones([1]), .bias), Parameter(.ones([1]), .bias)]
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    var y = norms[1](norms[0](conv1(x))) * layerScale
    y = downsample?(y) ?? y
    return outputProjection(y.mean([2, 3])) * factor + tables[0] + tables[1]
  }
}

/// Two layers with one weight.
final class Tied: Module {
  let first: Linear
  let second: Linear
  let again: Parameter

  init(using generator: Generator) {
    first = Linear(3, 3, using: generator)
    second = first
    again = first.weight
  }
}
