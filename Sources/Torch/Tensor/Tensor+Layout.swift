extension Tensor {
  /// The strides of a dense tensor of this one's shape whose dimensions lie in the same order, those in `last` behind
  /// the others.
  ///
  /// They are this tensor's own where it is dense and lies so.
  package func denseStrides(last: [Int] = []) -> [Int] {
    let (shape, own) = (shape, strides)
    let order = shape.indices.sorted { a, b in
      let (isALast, isBLast) = (last.contains(a), last.contains(b))
      if isALast != isBLast { return isBLast }
      return own[a] == own[b] ? a < b : own[a] > own[b]
    }
    return MemoryFormat.strides(of: shape, order: order)
  }

  /// The elements from `offset` on of this tensor's memory, in another shape and with other strides.
  package func view(_ shape: [Int], strides: [Int], offset: Int) -> Tensor {
    Ops.view(self, shape, strides, offset)
  }
}

private enum Ops {
  static let view = Operator("aten::as_strided")
}
