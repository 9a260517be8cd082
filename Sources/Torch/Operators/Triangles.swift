private enum Ops {
  static let triu = Operator("aten::triu")
  static let tril = Operator("aten::tril")
  static let diagonal = Operator("aten::diagonal")
}

// Of the matrices in the last two dimensions; a positive diagonal is moved up, a negative one down.
extension Tensor {
  /// The elements on the diagonal moved by `diagonal`, and those above; zeros below.
  public func upperTriangle(_ diagonal: Int = 0) -> Tensor { Ops.triu(self, diagonal) }
  /// The elements on the diagonal moved by `diagonal`, and those below; zeros above.
  public func lowerTriangle(_ diagonal: Int = 0) -> Tensor { Ops.tril(self, diagonal) }
  /// The elements on the diagonal moved by `diagonal`, as the last dimension; shares the storage.
  public func diagonal(_ diagonal: Int = 0) -> Tensor { Ops.diagonal(self, diagonal, -2, -1) }
}
