private enum Ops {
  static let max = Operator("aten::max")
  static let maxAlong = Operator("aten::max", overload: "dim")
  static let min = Operator("aten::min")
  static let minAlong = Operator("aten::min", overload: "dim")
  static let argmax = Operator("aten::argmax")
  static let argmin = Operator("aten::argmin")
  static let topk = Operator("aten::topk")
  static let sort = Operator("aten::sort")
  static let cumsum = Operator("aten::cumsum")
}

// Indices are int64. A `dim` counts from the end when negative.
extension Tensor {
  /// The largest element.
  public func max() -> Tensor { Ops.max(self) }
  /// The largest elements along `dim`, which disappears unless it is kept, and their indices.
  public func max(dim: Int, keepDims: Bool = false) -> (values: Tensor, indices: Tensor) {
    pair(Ops.maxAlong.results(2, self, dim, keepDims))
  }
  /// The smallest element.
  public func min() -> Tensor { Ops.min(self) }
  /// The smallest elements along `dim`, which disappears unless it is kept, and their indices.
  public func min(dim: Int, keepDims: Bool = false) -> (values: Tensor, indices: Tensor) {
    pair(Ops.minAlong.results(2, self, dim, keepDims))
  }
  /// The index of the largest element along `dim`, which disappears unless it is kept; with `nil` in the flattened tensor.
  public func argmax(dim: Int? = nil, keepDims: Bool = false) -> Tensor {
    Ops.argmax(self, dim, keepDims)
  }
  /// The index of the smallest element along `dim`, which disappears unless it is kept; with `nil` in the flattened tensor.
  public func argmin(dim: Int? = nil, keepDims: Bool = false) -> Tensor {
    Ops.argmin(self, dim, keepDims)
  }
  /// The `count` largest or smallest elements along `dim`, the outermost first, and their indices.
  public func topk(
    _ count: Int, dim: Int = -1, largest: Bool = true
  ) -> (values: Tensor, indices: Tensor) {
    pair(Ops.topk.results(2, self, count, dim, largest))
  }
  /// The elements in order along `dim`, and their indices.
  public func sorted(
    dim: Int = -1, descending: Bool = false
  ) -> (values: Tensor, indices: Tensor) { pair(Ops.sort.results(2, self, dim, descending)) }
  /// The sums of the elements up to each along `dim`.
  public func cumulativeSum(dim: Int) -> Tensor { Ops.cumsum(self, dim) }
}

private func pair(_ results: [Tensor]) -> (values: Tensor, indices: Tensor) {
  (results[0], results[1])
}
