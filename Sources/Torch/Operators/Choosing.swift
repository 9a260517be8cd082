private enum Ops {
  static let nonzero = Operator("aten::nonzero")
  static let choose = Operator("aten::where", overload: "self")
  static let chooseNumber = Operator("aten::where", overload: "ScalarOther")
  static let chooseInto = Operator("aten::where", overload: "self_out")
  static let fill = Operator("aten::masked_fill", overload: "Scalar")
  static let gather = Operator("aten::gather")
  static let scatterAdd = Operator("aten::scatter_add")
}

extension Tensor {
  /// Where the elements of a tensor of rank 1 are not zero: int64 `[n]`, ascending; waits for the device.
  public func nonzeroIndices() -> Tensor { Ops.nonzero(self).flattened() }

  /// This tensor's elements where `condition` holds, else those of `other`.
  public func chosen(where condition: Tensor, else other: Tensor) -> Tensor {
    Ops.choose(condition, self, other)
  }
  /// This tensor's elements where `condition` holds, else `other`.
  public func chosen(where condition: Tensor, else other: some TensorScalar) -> Tensor {
    Ops.chooseNumber(condition, self, other)
  }
  /// This tensor's elements where `condition` holds, else `other`.
  public func chosen(where condition: Tensor, else other: Double) -> Tensor {
    Ops.chooseNumber(condition, self, other)
  }
  /// `value` where `condition` holds, else this tensor's elements.
  public func filled(where condition: Tensor, with value: Double) -> Tensor {
    Ops.fill(self, condition, value)
  }

  /// Makes each element, in place, that of `a` where `condition` is true, and that of `b` elsewhere.
  package func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor) {
    Ops.chooseInto.mutate(condition, a, b, self)
  }

  /// Of every line along `dim` the entries that `indices`, int64 and of the result's shape, name there.
  public func gathered(_ dim: Int, _ indices: Tensor) -> Tensor { Ops.gather(self, dim, indices) }
  /// With the elements of `source` added to the entries that `indices`, int64 and of its shape, name along `dim`.
  public func scatterAdded(_ dim: Int, _ indices: Tensor, _ source: Tensor) -> Tensor {
    Ops.scatterAdd(self, dim, indices, source)
  }
}
