public import Torch

/// A fully connected layer: `x Wᵀ + b`, from `[…, I]` to `[…, O]`.
public final class Linear: Layer {
  /// `[O, I]`; an output unit sums over dimension 1.
  public let weight: Parameter
  /// `[O]`.
  public let bias: Parameter?

  /// A layer with `inputs` inputs and `outputs` output units, initialized like PyTorch's.
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true, using generator: Generator) {
    weight = Parameter(
      Initialization.torchDefault([outputs, inputs], fanIn: inputs, using: generator),
      .weight(.linear))
    self.bias =
      bias
      ? Parameter(
        Initialization.torchDefault([outputs], fanIn: inputs, using: generator), .bias) : nil
  }

  /// `[…, I]` to `[…, O]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.linear(weight, bias) }
}
