import CTorch

private enum Ops {
  static let toDense = Operator("aten::to_dense")
  static let sparse = Operator("aten::to_sparse")
  static let indices = Operator("aten::_indices")
  static let values = Operator("aten::_values")
}

extension Tensor {
  /// Whether only some elements are stored, with their coordinates.
  public var isSparse: Bool { ct_is_sparse(handle) }

  /// The same elements, all of them stored.
  public func toDense() -> Tensor { Ops.toDense(self) }

  /// The same elements, of which only those that are not zero are stored, with their coordinates.
  public func toSparse() -> Tensor { Ops.sparse(self) }

  /// The coordinates and the elements that a sparse tensor stores, each with its name.
  var sparseParts: [(name: String, part: Tensor)] {
    [("indices", Ops.indices(self)), ("values", Ops.values(self))]
  }
}
