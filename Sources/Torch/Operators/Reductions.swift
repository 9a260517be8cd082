private enum Ops {
  static let sum = Operator("aten::sum")
  static let sumDims = Operator("aten::sum", overload: "dim_IntList")
  static let mean = Operator("aten::mean")
  static let meanDims = Operator("aten::mean", overload: "dim")
  static let max = Operator("aten::max")
  static let maxAlong = Operator("aten::max", overload: "dim")
  static let top = Operator("aten::topk")
  static let min = Operator("aten::min")
  static let argmax = Operator("aten::argmax")
  static let norm = Operator("aten::linalg_vector_norm")
  static let variance = Operator("aten::var", overload: "correction")
  static let deviation = Operator("aten::std", overload: "correction")
  static let isFinite = Operator("aten::isfinite")
  static let all = Operator("aten::all")
  static let equal = Operator("aten::equal")
  static let equals = Operator("aten::eq", overload: "Tensor")
}

extension Tensor {
  /// The sum of all elements.
  public func sum() -> Tensor { Ops.sum(self) }
  /// The sum over `dims`.
  public func sum(_ dims: [Int], keepDims: Bool = false) -> Tensor {
    Ops.sumDims(self, dims, keepDims)
  }
  /// The mean of all elements.
  public func mean() -> Tensor { Ops.mean(self) }
  /// The mean over `dims`.
  public func mean(_ dims: [Int], keepDims: Bool = false) -> Tensor {
    Ops.meanDims(self, dims, keepDims)
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
  /// The largest element.
  public func max() -> Tensor { Ops.max(self) }
  /// The largest elements along `dim`, which disappears, and their indices, int64.
  public func max(_ dim: Int) -> (values: Tensor, indices: Tensor) {
    let results = Ops.maxAlong.results(2, self, dim, false)
    return (results[0], results[1])
  }
  /// The `count` largest elements along `dim`, from the largest on, and their indices, int64.
  public func top(_ count: Int, _ dim: Int = -1) -> (values: Tensor, indices: Tensor) {
    let results = Ops.top.results(2, self, count, dim)
    return (results[0], results[1])
  }
  /// The smallest element.
  public func min() -> Tensor { Ops.min(self) }
  /// The index of the largest element along `dim`, of type int64.
  public func argmax(_ dim: Int) -> Tensor { Ops.argmax(self, dim) }
  /// The Euclidean norm of all elements.
  public func norm() -> Tensor { Ops.norm(self) }
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
  /// Where the elements equal `other`'s, as booleans.
  public func equals(_ other: Tensor) -> Tensor { Ops.equals(self, other) }
}
