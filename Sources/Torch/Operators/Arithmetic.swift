private enum Ops {
  static let add = Operator("aten::add", overload: "Tensor")
  static let sub = Operator("aten::sub", overload: "Tensor")
  static let mul = Operator("aten::mul", overload: "Tensor")
  static let div = Operator("aten::div", overload: "Tensor")
  static let addScalar = Operator("aten::add", overload: "Scalar")
  static let subScalar = Operator("aten::sub", overload: "Scalar")
  static let mulScalar = Operator("aten::mul", overload: "Scalar")
  static let divScalar = Operator("aten::div", overload: "Scalar")
  static let rsub = Operator("aten::rsub", overload: "Scalar")
  static let neg = Operator("aten::neg")
  static let sqrt = Operator("aten::sqrt")
  static let exp = Operator("aten::exp")
  static let log = Operator("aten::log")
  static let log2 = Operator("aten::log2")
  static let reciprocal = Operator("aten::reciprocal")
  static let floor = Operator("aten::floor")
  static let ceil = Operator("aten::ceil")
  static let clamp = Operator("aten::clamp")
  static let abs = Operator("aten::abs")
  static let sign = Operator("aten::sign")
  static let pow = Operator("aten::pow", overload: "Tensor_Scalar")
  static let sin = Operator("aten::sin")
  static let cos = Operator("aten::cos")
  static let tan = Operator("aten::tan")
  static let log1p = Operator("aten::log1p")
  static let expm1 = Operator("aten::expm1")
  static let rsqrt = Operator("aten::rsqrt")
  static let erf = Operator("aten::erf")
  static let round = Operator("aten::round")
  static let powTensor = Operator("aten::pow", overload: "Tensor_Tensor")
  static let maximum = Operator("aten::maximum")
  static let minimum = Operator("aten::minimum")
}

// Shapes broadcast as in NumPy: sizes are compared from the last dimension, and a size of 1 repeats.
extension Tensor {
  /// The sum, element by element.
  public static func + (a: Tensor, b: Tensor) -> Tensor { Ops.add(a, b) }
  /// The difference, element by element.
  public static func - (a: Tensor, b: Tensor) -> Tensor { Ops.sub(a, b) }
  /// The product, element by element.
  public static func * (a: Tensor, b: Tensor) -> Tensor { Ops.mul(a, b) }
  /// The quotient, element by element.
  public static func / (a: Tensor, b: Tensor) -> Tensor { Ops.div(a, b) }
  /// Adds a number to every element.
  public static func + (a: Tensor, b: some TensorScalar) -> Tensor { Ops.addScalar(a, b) }
  /// Adds a number to every element.
  public static func + (a: some TensorScalar, b: Tensor) -> Tensor { Ops.addScalar(b, a) }
  /// Subtracts a number from every element.
  public static func - (a: Tensor, b: some TensorScalar) -> Tensor { Ops.subScalar(a, b) }
  /// Subtracts every element from a number.
  public static func - (a: some TensorScalar, b: Tensor) -> Tensor { Ops.rsub(b, a) }
  /// Multiplies every element by a number.
  public static func * (a: Tensor, b: some TensorScalar) -> Tensor { Ops.mulScalar(a, b) }
  /// Multiplies every element by a number.
  public static func * (a: some TensorScalar, b: Tensor) -> Tensor { Ops.mulScalar(b, a) }
  /// Divides every element by a number.
  public static func / (a: Tensor, b: some TensorScalar) -> Tensor { Ops.divScalar(a, b) }
  /// Divides a number by every element.
  public static func / (a: some TensorScalar, b: Tensor) -> Tensor { b.reciprocal() * a }
  /// The negative of every element.
  public static prefix func - (a: Tensor) -> Tensor { Ops.neg(a) }

  /// `self + alpha · other`.
  public func adding(_ other: Tensor, alpha: Double) -> Tensor { Ops.add(self, other, alpha) }

  /// The square root of every element.
  public func sqrt() -> Tensor { Ops.sqrt(self) }
  /// The exponential of every element.
  public func exp() -> Tensor { Ops.exp(self) }
  /// The natural logarithm of every element.
  public func log() -> Tensor { Ops.log(self) }
  /// The absolute value of every element.
  public func abs() -> Tensor { Ops.abs(self) }
  /// The largest whole numbers that are not above the elements.
  public func floor() -> Tensor { Ops.floor(self) }
  /// The smallest whole numbers that are not below the elements.
  public func ceil() -> Tensor { Ops.ceil(self) }
  /// The logarithm to base 2 of every element.
  public func log2() -> Tensor { Ops.log2(self) }
  /// One divided by every element.
  public func reciprocal() -> Tensor { Ops.reciprocal(self) }
  /// The elements, those outside of `range` at its nearer end.
  public func clamped(_ range: ClosedRange<Double>) -> Tensor {
    Ops.clamp(self, range.lowerBound, range.upperBound)
  }
  /// The elements, those below `range` at its lower end.
  public func clamped(_ range: PartialRangeFrom<Double>) -> Tensor {
    Ops.clamp(self, range.lowerBound)
  }
  /// The elements, those above `range` at its upper end.
  public func clamped(_ range: PartialRangeThrough<Double>) -> Tensor {
    let none: Double? = nil
    return Ops.clamp(self, none, range.upperBound)
  }
  /// −1, 0 or 1.
  public func sign() -> Tensor { Ops.sign(self) }
  /// Every element to the power of `exponent`.
  public func pow(_ exponent: Double) -> Tensor { Ops.pow(self, exponent) }
  /// Every element to the power of `exponent`'s.
  public func pow(_ exponent: Tensor) -> Tensor { Ops.powTensor(self, exponent) }
  /// The sine of every element, in radians.
  public func sin() -> Tensor { Ops.sin(self) }
  /// The cosine of every element, in radians.
  public func cos() -> Tensor { Ops.cos(self) }

  /// The tangent of every element, in radians.
  public func tan() -> Tensor { Ops.tan(self) }
  /// `log(1 + x)`, exact for small elements.
  public func log1p() -> Tensor { Ops.log1p(self) }
  /// `eˣ − 1`, exact for small elements.
  public func expm1() -> Tensor { Ops.expm1(self) }
  /// One divided by the square root of every element.
  public func rsqrt() -> Tensor { Ops.rsqrt(self) }
  /// The error function `2/√π ∫₀ˣ e^(−t²) dt` of every element.
  public func erf() -> Tensor { Ops.erf(self) }
  /// The nearest whole numbers, of two equally near the even one.
  public func round() -> Tensor { Ops.round(self) }

  /// The larger of both, element by element.
  public func maximum(_ other: Tensor) -> Tensor { Ops.maximum(self, other) }
  /// The smaller of both, element by element.
  public func minimum(_ other: Tensor) -> Tensor { Ops.minimum(self, other) }
}
