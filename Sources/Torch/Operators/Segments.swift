private enum Ops {
  static let reduce = Operator("aten::segment_reduce")
  static let repeated = Operator("aten::repeat_interleave", overload: "self_Tensor")
}

extension Tensor {
  /// The sums `[S]` of stretches of this tensor `[N]`; 0 for an empty one.
  ///
  /// Stretch `i` goes from `offsets[i]` to before `offsets[i + 1]`; `offsets` is int64 `[S + 1]`.
  package func sumsOfSegments(_ offsets: Tensor) -> Tensor {
    let none: Tensor? = nil
    // Unsafe: the offsets are not read back to be checked.
    return Ops.reduce(self, "sum", none, none, offsets, 0, true)
  }

  /// Each of `numbers` as often as `counts` says, one after the other: int32 `[N]` on a device,
  /// where they are repeated.
  package static func repeated(_ numbers: [Int], _ counts: [Int], on device: Device) -> Tensor {
    Ops.repeated(
      Tensor(numbers.map { Int32(clamping: $0) }).to(device), Tensor(counts).to(device), 0,
      counts.reduce(0, +))
  }
}
