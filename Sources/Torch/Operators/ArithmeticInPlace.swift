private enum Ops {
  static let add = Operator("aten::add_", overload: "Tensor")
  static let sub = Operator("aten::sub_", overload: "Tensor")
  static let mul = Operator("aten::mul_", overload: "Tensor")
  static let div = Operator("aten::div_", overload: "Tensor")
  static let addScalar = Operator("aten::add_", overload: "Scalar")
  static let subScalar = Operator("aten::sub_", overload: "Scalar")
  static let mulScalar = Operator("aten::mul_", overload: "Scalar")
  static let divScalar = Operator("aten::div_", overload: "Scalar")
  static let addProduct = Operator("aten::addcmul_")
  static let fill = Operator("aten::fill_", overload: "Scalar")
  static let zero = Operator("aten::zero_")
}

// Each changes the elements in place, for all who hold the tensor: `y = x; y += 1` changes `x` too, as in PyTorch. So
// the tensor itself may be a constant, a parameter or a view, as in `x[0] += 1`; its type stays. Parameters change so
// without gradients alone, see ``withoutGrad(_:)``.
extension Tensor {
  /// Adds `b` in place, element by element.
  public static func += (a: Tensor, b: Tensor) { Ops.add.mutate(a, b) }
  /// Subtracts `b` in place, element by element.
  public static func -= (a: Tensor, b: Tensor) { Ops.sub.mutate(a, b) }
  /// Multiplies by `b` in place, element by element.
  public static func *= (a: Tensor, b: Tensor) { Ops.mul.mutate(a, b) }
  /// Divides by `b` in place, element by element.
  public static func /= (a: Tensor, b: Tensor) { Ops.div.mutate(a, b) }
  /// Adds a number to every element in place.
  public static func += (a: Tensor, b: some TensorScalar) { Ops.addScalar.mutate(a, b) }
  /// Subtracts a number from every element in place.
  public static func -= (a: Tensor, b: some TensorScalar) { Ops.subScalar.mutate(a, b) }
  /// Multiplies every element by a number in place.
  public static func *= (a: Tensor, b: some TensorScalar) { Ops.mulScalar.mutate(a, b) }
  /// Divides every element by a number in place.
  public static func /= (a: Tensor, b: some TensorScalar) { Ops.divScalar.mutate(a, b) }

  /// Adds `alpha · other` in place.
  public func add(_ other: Tensor, alpha: Double) { Ops.add.mutate(self, other, alpha) }
  /// Adds `alpha · a · b` in place, element by element.
  public func addProduct(_ a: Tensor, _ b: Tensor, alpha: Double = 1) {
    Ops.addProduct.mutate(self, a, b, alpha)
  }
  /// Writes a number to every element in place.
  public func fill(_ value: Double) { Ops.fill.mutate(self, value) }
  /// Makes every element zero in place; a sparse tensor then stores none.
  public func clear() { Ops.zero.mutate(self) }
}
