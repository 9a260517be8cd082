private enum Ops {
  static let linear = Operator("aten::linear")
  static let bilinear = Operator("aten::bilinear")
  static let convolution = Operator("aten::convolution")
  static let embedding = Operator("aten::embedding")
}

extension Tensor {
  /// `x Wᵀ + b` for inputs `[…, I]` and a weight `[O, I]`.
  public func linear(_ weight: Tensor, _ bias: Tensor?) -> Tensor { Ops.linear(self, weight, bias) }

  /// `x₁ᵀ W x₂ + b` for inputs `[…, I₁]` and `[…, I₂]` and a weight `[O, I₁, I₂]`.
  public func bilinear(_ other: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
    Ops.bilinear(self, other, weight, bias)
  }

  /// The convolution of `[N, C, spatial…]` with a weight `[O, C/groups, k…]`, or the transposed one
  /// with a weight `[C, O/groups, k…]`; one, two or three spatial dimensions.
  public func convolution(
    _ weight: Tensor, _ bias: Tensor?, stride: [Int], padding: [Int], dilation: [Int],
    transposed: Bool = false, outputPadding: [Int]? = nil, groups: Int = 1
  ) -> Tensor {
    Ops.convolution(
      self, weight, bias, stride, padding, dilation, transposed,
      outputPadding ?? stride.map { _ in 0 }, groups)
  }

  /// The rows of `weight` `[V, D]` that these integers `[…]` name: `[…, D]`.
  public func embedding(_ weight: Tensor, paddingIndex: Int? = nil) -> Tensor {
    Ops.embedding(weight, self, paddingIndex ?? -1)
  }
}
