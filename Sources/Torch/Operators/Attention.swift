private enum Ops {
  static let attention = Operator("aten::scaled_dot_product_attention")
}

extension Tensor {
  /// `softmax(q kᵀ / √d + mask) v` of these queries `[…, T, d]` with keys `[…, S, d]` and values
  /// `[…, S, v]`; `isCausal` lets an entry see those before it and itself, without a mask.
  public func attention(
    keys: Tensor, values: Tensor, mask: Tensor? = nil, isCausal: Bool = false
  ) -> Tensor {
    Ops.attention(self, keys, values, mask, 0.0, isCausal)
  }
}
