import Torch
import TorchNN

/// Images `[N, 1, 28, 28]` to logits `[N, 10]`.
final class Perceptron: Layer {
  let hidden: Linear
  let output: Linear

  init(using generator: Generator) {
    hidden = Linear(784, 100, using: generator)
    output = Linear(100, 10, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    output(hidden(x.flattened(from: 1)).relu())
  }
}
