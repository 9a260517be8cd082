private enum Ops {
  static let copy = Operator("aten::_foreach_copy_")
  static let addInPlace = Operator("aten::_foreach_add_", overload: "List")
  static let mulInPlace = Operator("aten::_foreach_mul_", overload: "Scalar")
  static let norm = Operator("aten::_foreach_norm", overload: "Scalar")
  static let unscale = Operator("aten::_amp_foreach_non_finite_check_and_unscale_")
}

/// Operations on many tensors at once; on a CUDA device each is one kernel.
public enum Foreach {
  /// Overwrites the elements of `a[i]` by those of `b[i]`, in place.
  public static func copy(to a: [Tensor], from b: [Tensor]) {
    guard !a.isEmpty else { return }
    Ops.copy.mutate(TensorList(a), TensorList(b))
  }

  /// `a[i] += alpha · b[i]`, in place.
  public static func add(_ a: [Tensor], _ b: [Tensor], alpha: Double = 1) {
    guard !a.isEmpty else { return }
    Ops.addInPlace.mutate(TensorList(a), TensorList(b), alpha)
  }

  /// `a[i] *= factor`, in place.
  public static func multiply(_ a: [Tensor], by factor: Double) {
    guard !a.isEmpty else { return }
    Ops.mulInPlace.mutate(TensorList(a), factor)
  }

  /// The norm of each tensor: of order 2, the Euclidean one, or of infinite order, the largest
  /// absolute value.
  public static func norms(_ a: [Tensor], order: Double = 2) -> [Tensor] {
    a.isEmpty ? [] : Ops.norm.list(TensorList(a), order)
  }

  /// Makes each `a[i]`, in place, `factor · a[i]`, and says whether all elements were finite.
  ///
  /// One pass; waits for the device. The tensors are dense, of floating-point numbers and on one device.
  public static func multiplyFinite(_ a: [Tensor], by factor: Double) -> Bool {
    guard let device = a.first?.device else { return true }
    let found = Tensor.zeros([1], device: device)
    Ops.unscale.mutate(TensorList(a), found, Tensor.full([], factor, device: device))
    return found.item == 0
  }
}
