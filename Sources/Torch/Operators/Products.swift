private enum Ops {
  static let matmul = Operator("aten::matmul")
  static let einsum = Operator("aten::einsum")
  static let outer = Operator("aten::outer")
}

extension Tensor {
  /// The matrix product of the last two dimensions; of two tensors of rank 1 the sum of products.
  public func matmul(_ other: Tensor) -> Tensor { Ops.matmul(self, other) }

  /// Every element of this tensor `[N]` times every one of `other` `[M]`: `[N, M]`.
  public func outer(_ other: Tensor) -> Tensor { Ops.outer(self, other) }

  /// The sum of products that `equation` says, in Einstein's notation.
  ///
  /// A letter names a dimension; those that do not stand behind the arrow are summed over:
  ///
  ///     Tensor.einsum("bij,bjk->bik", a, b)
  ///
  /// - Parameters:
  ///   - equation: a term of letters for each tensor, and one for the result.
  ///   - tensors: as many as terms; dimensions of one letter have one size.
  /// - Returns: the sums.
  public static func einsum(_ equation: String, _ tensors: Tensor...) -> Tensor {
    Ops.einsum(equation, TensorList(tensors))
  }
}
