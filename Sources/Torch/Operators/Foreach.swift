private enum Ops {
  static let add = Operator("aten::_foreach_add", overload: "List")
  static let addInPlace = Operator("aten::_foreach_add_", overload: "List")
  static let addScalarInPlace = Operator("aten::_foreach_add_", overload: "Scalar")
  static let mul = Operator("aten::_foreach_mul", overload: "Scalar")
  static let mulInPlace = Operator("aten::_foreach_mul_", overload: "Scalar")
  static let addcmulInPlace = Operator("aten::_foreach_addcmul_", overload: "Scalar")
  static let div = Operator("aten::_foreach_div", overload: "List")
  static let sqrt = Operator("aten::_foreach_sqrt")
  static let sign = Operator("aten::_foreach_sign")
  static let norm = Operator("aten::_foreach_norm", overload: "Scalar")
  static let fusedAdam = Operator("aten::_fused_adam_")
  static let unscale = Operator("aten::_amp_foreach_non_finite_check_and_unscale_")
}

/// Operations on many tensors at once; on a CUDA device each is one kernel.
public enum Foreach {
  /// `a[i] + alpha · b[i]`.
  public static func adding(_ a: [Tensor], _ b: [Tensor], alpha: Double = 1) -> [Tensor] {
    a.isEmpty ? [] : Ops.add.list(TensorList(a), TensorList(b), alpha)
  }

  /// `a[i] += alpha · b[i]`, in place.
  public static func add(_ a: [Tensor], _ b: [Tensor], alpha: Double = 1) {
    guard !a.isEmpty else { return }
    Ops.addInPlace.mutate(TensorList(a), TensorList(b), alpha)
  }

  /// `factor · a[i]`.
  public static func multiplying(_ a: [Tensor], by factor: Double) -> [Tensor] {
    a.isEmpty ? [] : Ops.mul.list(TensorList(a), factor)
  }

  /// `a[i] *= factor`, in place.
  public static func multiply(_ a: [Tensor], by factor: Double) {
    guard !a.isEmpty else { return }
    Ops.mulInPlace.mutate(TensorList(a), factor)
  }

  /// `a[i] += weight · b[i] · c[i]`, in place.
  public static func addProducts(_ a: [Tensor], _ b: [Tensor], _ c: [Tensor], weight: Double = 1) {
    guard !a.isEmpty else { return }
    Ops.addcmulInPlace.mutate(TensorList(a), TensorList(b), TensorList(c), weight)
  }

  /// Makes each `a[i]`, in place, the moving average `β·a + (1 − β)·b`.
  public static func average(_ a: [Tensor], _ b: [Tensor], _ beta: Double) {
    multiply(a, by: beta)
    add(a, b, alpha: 1 - beta)
  }

  /// Makes each `a[i]`, in place, the moving average `β·a + (1 − β)·b²`.
  public static func averageSquares(_ a: [Tensor], _ b: [Tensor], _ beta: Double) {
    multiply(a, by: beta)
    addProducts(a, b, b, weight: 1 - beta)
  }

  /// `a[i] / (√b[i] + ε)`.
  public static func dividing(_ a: [Tensor], byRootOf b: [Tensor], epsilon: Double) -> [Tensor] {
    guard !a.isEmpty else { return [] }
    let divisors = Ops.sqrt.list(TensorList(b))
    Ops.addScalarInPlace.mutate(TensorList(divisors), epsilon)
    return Ops.div.list(TensorList(a), TensorList(divisors))
  }

  /// −1, 0 or 1 for every element.
  public static func signs(_ a: [Tensor]) -> [Tensor] {
    a.isEmpty ? [] : Ops.sign.list(TensorList(a))
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

  /// libtorch's own step of Adam, in place on parameters and moments.
  ///
  /// `steps` counts the step being made, for each parameter. All tensors are on one device and of one
  /// floating-point type.
  public static func fusedAdam(
    _ parameters: [Tensor], gradients: [Tensor], means: [Tensor], squares: [Tensor], steps: [Int],
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double
  ) {
    guard let device = parameters.first?.device else { return }
    let counts = steps.map { Tensor(Float($0)).to(device) }
    Ops.fusedAdam.mutate(
      TensorList(parameters), TensorList(gradients), TensorList(means), TensorList(squares),
      TensorList([]), TensorList(counts), learningRate, beta1, beta2, 0.0, epsilon, false, false)
  }
}
