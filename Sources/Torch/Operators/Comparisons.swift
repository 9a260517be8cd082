private enum Ops {
  static let below = Operator("aten::lt", overload: "Tensor")
  static let belowNumber = Operator("aten::lt", overload: "Scalar")
  static let atMost = Operator("aten::le", overload: "Tensor")
  static let atMostNumber = Operator("aten::le", overload: "Scalar")
  static let above = Operator("aten::gt", overload: "Tensor")
  static let aboveNumber = Operator("aten::gt", overload: "Scalar")
  static let atLeast = Operator("aten::ge", overload: "Tensor")
  static let atLeastNumber = Operator("aten::ge", overload: "Scalar")
  static let equal = Operator("aten::eq", overload: "Tensor")
  static let equalNumber = Operator("aten::eq", overload: "Scalar")
  static let unequal = Operator("aten::ne", overload: "Tensor")
  static let unequalNumber = Operator("aten::ne", overload: "Scalar")
  static let and = Operator("aten::logical_and")
  static let or = Operator("aten::logical_or")
  static let not = Operator("aten::logical_not")
  static let isNaN = Operator("aten::isnan")
  static let isClose = Operator("aten::allclose")
}

// Each gives a truth value for every element, like the operators of the standard library's SIMD vectors; shapes broadcast.
// `==` and `<` stay what they are elsewhere in Swift, questions with one answer.
extension Tensor {
  /// Where the elements of `a` are below those of `b`.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { Ops.below(a, b) }
  /// Where the elements of `a` are below `b`.
  public static func .< (a: Tensor, b: some TensorScalar) -> Tensor { Ops.belowNumber(a, b) }
  /// Where the elements of `a` are at most those of `b`.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { Ops.atMost(a, b) }
  /// Where the elements of `a` are at most `b`.
  public static func .<= (a: Tensor, b: some TensorScalar) -> Tensor { Ops.atMostNumber(a, b) }
  /// Where the elements of `a` are above those of `b`.
  public static func .> (a: Tensor, b: Tensor) -> Tensor { Ops.above(a, b) }
  /// Where the elements of `a` are above `b`.
  public static func .> (a: Tensor, b: some TensorScalar) -> Tensor { Ops.aboveNumber(a, b) }
  /// Where the elements of `a` are at least those of `b`.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { Ops.atLeast(a, b) }
  /// Where the elements of `a` are at least `b`.
  public static func .>= (a: Tensor, b: some TensorScalar) -> Tensor { Ops.atLeastNumber(a, b) }
  /// Where the elements of `a` equal those of `b`.
  public static func .== (a: Tensor, b: Tensor) -> Tensor { Ops.equal(a, b) }
  /// Where the elements of `a` equal `b`.
  public static func .== (a: Tensor, b: some TensorScalar) -> Tensor { Ops.equalNumber(a, b) }
  /// Where the elements of `a` differ from those of `b`.
  public static func .!= (a: Tensor, b: Tensor) -> Tensor { Ops.unequal(a, b) }
  /// Where the elements of `a` differ from `b`.
  public static func .!= (a: Tensor, b: some TensorScalar) -> Tensor { Ops.unequalNumber(a, b) }
  /// Where both hold.
  public static func .& (a: Tensor, b: Tensor) -> Tensor { Ops.and(a, b) }
  /// Where one of both holds.
  public static func .| (a: Tensor, b: Tensor) -> Tensor { Ops.or(a, b) }
  /// Where it does not hold.
  public static prefix func .! (a: Tensor) -> Tensor { Ops.not(a) }

  /// Where the elements are not a number.
  public func isNaN() -> Tensor { Ops.isNaN(self) }

  /// Whether every element differs from `other`'s by at most `absolute + relative · |other|`; waits for the device.
  public func isClose(
    to other: Tensor, relative: Double = 1e-5, absolute: Double = 1e-8
  ) -> Bool { Ops.isClose.number(self, other, relative, absolute) != 0 }
}
