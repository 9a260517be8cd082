private enum Ops {
  static let add = Operator("aten::_foreach_add_", overload: "List")
  static let mulScalar = Operator("aten::_foreach_mul_", overload: "Scalar")
  static let norm = Operator("aten::_foreach_norm", overload: "Scalar")
}

/// Operations on many tensors at once; on a CUDA device each is one kernel.
public enum Foreach {
  /// `a[i] += alpha · b[i]`, in place.
  public static func add(_ a: [Tensor], _ b: [Tensor], alpha: Double = 1) {
    guard !a.isEmpty else { return }
    Ops.add.mutate(TensorList(a), TensorList(b), alpha)
  }

  /// `a[i] *= factor`, in place.
  public static func multiply(_ a: [Tensor], by factor: Double) {
    guard !a.isEmpty else { return }
    Ops.mulScalar.mutate(TensorList(a), factor)
  }

  /// The norm of each tensor: of order 2, the Euclidean one, or of infinite order, the largest
  /// absolute value.
  public static func norms(_ a: [Tensor], order: Double = 2) -> [Tensor] {
    a.isEmpty ? [] : Ops.norm.list(TensorList(a), order)
  }
}
