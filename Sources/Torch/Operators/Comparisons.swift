private enum Ops {
  static let atLeast = Operator("aten::ge", overload: "Scalar")
  static let atMost = Operator("aten::le", overload: "Scalar")
  static let above = Operator("aten::gt", overload: "Scalar")
  static let below = Operator("aten::lt", overload: "Scalar")
  static let equals = Operator("aten::eq", overload: "Scalar")
  static let and = Operator("aten::logical_and")
  static let or = Operator("aten::logical_or")
  static let any = Operator("aten::any", overload: "dim")
  static let nonzero = Operator("aten::nonzero")
  static let choose = Operator("aten::where", overload: "self")
  static let chooseInto = Operator("aten::where", overload: "self_out")
}

// Each gives truth values of this tensor's shape.
extension Tensor {
  /// Where the elements are at least `bound`.
  public func isAtLeast(_ bound: Double) -> Tensor { Ops.atLeast(self, bound) }
  /// Where the elements are at most `bound`.
  public func isAtMost(_ bound: Double) -> Tensor { Ops.atMost(self, bound) }
  /// Where the elements are above `bound`.
  public func isAbove(_ bound: Double) -> Tensor { Ops.above(self, bound) }
  /// Where the elements are below `bound`.
  public func isBelow(_ bound: Double) -> Tensor { Ops.below(self, bound) }
  /// Where the elements are `value`.
  public func equals(_ value: Double) -> Tensor { Ops.equals(self, value) }
  /// Where both hold.
  public func and(_ other: Tensor) -> Tensor { Ops.and(self, other) }
  /// Where one of both holds.
  public func or(_ other: Tensor) -> Tensor { Ops.or(self, other) }
}

extension Tensor {
  /// Whether one along `dim`, which disappears, is not zero.
  public func any(_ dim: Int) -> Tensor { Ops.any(self, dim, false) }

  /// Where the elements of a tensor of rank 1 are not zero: int64 `[n]`, ascending; waits for the device.
  public func nonzeroIndices() -> Tensor { Ops.nonzero(self).flattened() }

  /// This tensor's elements where `condition` holds, else those of `other`.
  public func chosen(where condition: Tensor, else other: Tensor) -> Tensor {
    Ops.choose(condition, self, other)
  }

  /// Makes each element, in place, that of `a` where `condition` is true, and that of `b` elsewhere.
  package func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor) {
    Ops.chooseInto.mutate(condition, a, b, self)
  }
}
