private enum Ops {
  static let attention = Operator("aten::scaled_dot_product_attention")
  static let triu = Operator("aten::triu")
}

extension Tensor {
  /// `softmax(q kᵀ / √d + mask) v` of these queries `[…, T, d]` with keys `[…, S, d]` and values
  /// `[…, S, v]`; `isCausal` lets an entry see those before it and itself, without a mask.
  public func attention(
    keys: Tensor, values: Tensor, mask: Tensor? = nil, isCausal: Bool = false
  ) -> Tensor {
    Ops.attention(self, keys, values, mask, 0.0, isCausal)
  }

  /// The elements on the diagonal of the last two dimensions moved by `diagonal`, and those above;
  /// zeros below.
  public func upperTriangle(_ diagonal: Int = 0) -> Tensor { Ops.triu(self, diagonal) }
}
