public import Torch

/// A bilinear layer: `x₁ᵀ W x₂ + b`, from `[…, I₁]` and `[…, I₂]` to `[…, O]`.
public final class Bilinear: Module {
  /// `[O, I₁, I₂]`; an output unit sums over all pairs of inputs, dimensions 1 and 2.
  public let weight: Parameter
  /// `[O]`.
  public let bias: Parameter?

  /// A layer with `inputs1` and `inputs2` inputs and `outputs` output units.
  ///
  /// Weight and bias begin uniform in `±√(1 / I₁)`, like PyTorch's.
  public init(
    _ inputs1: Int, _ inputs2: Int, _ outputs: Int, bias: Bool = true, using generator: Generator
  ) {
    weight = Parameter(
      Initialization.torchDefault([outputs, inputs1, inputs2], fanIn: inputs1, using: generator),
      .weight(.bilinear))
    self.bias =
      bias
      ? Parameter(
        Initialization.torchDefault([outputs], fanIn: inputs1, using: generator), .bias) : nil
  }

  /// `[…, I₁]` and `[…, I₂]` to `[…, O]`; traps unless the leading dimensions are equal.
  public func callAsFunction(_ x1: Tensor, _ x2: Tensor) -> Tensor { x1.bilinear(x2, weight, bias) }
}
