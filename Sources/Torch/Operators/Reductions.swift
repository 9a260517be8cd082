private enum Ops {
  static let sum = Operator("aten::sum")
  static let sumDims = Operator("aten::sum", overload: "dim_IntList")
  static let mean = Operator("aten::mean")
  static let meanDims = Operator("aten::mean", overload: "dim")
  static let prod = Operator("aten::prod")
  static let prodAlong = Operator("aten::prod", overload: "dim_int")
  static let logSumExp = Operator("aten::logsumexp")
  static let norm = Operator("aten::linalg_vector_norm")
  static let variance = Operator("aten::var", overload: "correction")
  static let deviation = Operator("aten::std", overload: "correction")
  static let isFinite = Operator("aten::isfinite")
  static let all = Operator("aten::all")
  static let allAlong = Operator("aten::all", overload: "dim")
  static let any = Operator("aten::any")
  static let anyAlong = Operator("aten::any", overload: "dim")
  static let equal = Operator("aten::equal")
}

extension Tensor {
  /// The sum of all elements.
  public func sum() -> Tensor { Ops.sum(self) }
  /// The sum over `dims`.
  public func sum(_ dims: [Int], keepDims: Bool = false) -> Tensor {
    Ops.sumDims(self, dims, keepDims)
  }
  /// The sum along `dim`, which disappears unless it is kept.
  public func sum(dim: Int, keepDims: Bool = false) -> Tensor { sum([dim], keepDims: keepDims) }
  /// The product of all elements.
  public func product() -> Tensor { Ops.prod(self) }
  /// The product along `dim`, which disappears unless it is kept.
  public func product(dim: Int, keepDims: Bool = false) -> Tensor {
    Ops.prodAlong(self, dim, keepDims)
  }
  /// The mean of all elements.
  public func mean() -> Tensor { Ops.mean(self) }
  /// The mean over `dims`.
  public func mean(_ dims: [Int], keepDims: Bool = false) -> Tensor {
    Ops.meanDims(self, dims, keepDims)
  }
  /// The mean along `dim`, which disappears unless it is kept.
  public func mean(dim: Int, keepDims: Bool = false) -> Tensor { mean([dim], keepDims: keepDims) }
  /// The logarithm of the sum of exponentials along `dim`, which disappears unless it is kept.
  public func logSumExp(dim: Int, keepDims: Bool = false) -> Tensor {
    Ops.logSumExp(self, [dim], keepDims)
  }
  /// The variance over `dims`, divided by the count less `correction`.
  public func variance(_ dims: [Int], correction: Int = 1, keepDims: Bool = false) -> Tensor {
    Ops.variance(self, dims, correction, keepDims)
  }
  /// The square root of ``variance(_:correction:keepDims:)``; where it is 0, so is its gradient.
  public func standardDeviation(
    _ dims: [Int], correction: Int = 1, keepDims: Bool = false
  ) -> Tensor {
    Ops.deviation(self, dims, correction, keepDims)
  }
  /// The variance of all elements, divided by the count less `correction`.
  public func variance(correction: Int = 1) -> Tensor {
    variance(Array(0..<rank), correction: correction)
  }
  /// The variance along `dim`, divided by the count less `correction`.
  public func variance(dim: Int, correction: Int = 1, keepDims: Bool = false) -> Tensor {
    variance([dim], correction: correction, keepDims: keepDims)
  }
  /// The square root of ``variance(correction:)``.
  public func standardDeviation(correction: Int = 1) -> Tensor {
    standardDeviation(Array(0..<rank), correction: correction)
  }
  /// The square root of ``variance(dim:correction:keepDims:)``.
  public func standardDeviation(dim: Int, correction: Int = 1, keepDims: Bool = false) -> Tensor {
    standardDeviation([dim], correction: correction, keepDims: keepDims)
  }
  /// The Euclidean norm of all elements.
  public func norm() -> Tensor { Ops.norm(self) }
  /// The Euclidean norm along `dim`, which disappears unless it is kept.
  public func norm(dim: Int, keepDims: Bool = false) -> Tensor {
    Ops.norm(self, 2, [dim], keepDims)
  }
  /// The largest absolute value of the elements, of which there must be one; not a number where one is none.
  public func largest() -> Tensor { Ops.norm(self, Double.infinity) }
  /// Whether every element is a number: neither infinite nor NaN; waits for the device.
  public var isFinite: Bool { allFinite.item != 0 }

  /// Whether all elements are finite, as a truth value `[]` where the tensor is.
  package var allFinite: Tensor { Ops.all(Ops.isFinite(self)) }
  /// Whether `other` has the same shape and equal elements; waits for the device.
  public func isEqual(to other: Tensor) -> Bool {
    shape == other.shape && Ops.equal.number(self, other) != 0
  }
  /// Whether none is zero, as a truth value `[]` where the tensor is.
  public func all() -> Tensor { Ops.all(self) }
  /// Whether none along `dim`, which disappears, is zero.
  public func all(dim: Int) -> Tensor { Ops.allAlong(self, dim, false) }
  /// Whether one is not zero, as a truth value `[]` where the tensor is.
  public func any() -> Tensor { Ops.any(self) }
  /// Whether one along `dim`, which disappears, is not zero.
  public func any(dim: Int) -> Tensor { Ops.anyAlong(self, dim, false) }
}
