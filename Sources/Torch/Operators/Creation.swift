private enum Ops {
  static let empty = Operator("aten::empty", overload: "memory_format")
  static let zeros = Operator("aten::zeros")
  static let ones = Operator("aten::ones")
  static let full = Operator("aten::full")
  static let arange = Operator("aten::arange", overload: "start_step")
  static let zerosLike = Operator("aten::zeros_like")
  static let emptyLike = Operator("aten::empty_like")
  static let onesLike = Operator("aten::ones_like")
}

private let noLayout: Int? = nil
private let notPinned: Bool? = nil

extension Tensor {
  /// Memory of `shape` with nothing written to it.
  public static func empty(
    _ shape: [Int], dtype: DType = .float32, device: Device = .cpu,
    memoryFormat: MemoryFormat = .contiguous
  ) -> Tensor { Ops.empty(shape, dtype, noLayout, device, notPinned, memoryFormat) }

  /// Zeros.
  public static func zeros(
    _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor {
    Ops.zeros(shape, dtype, noLayout, device)
  }

  /// Ones.
  public static func ones(
    _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor {
    Ops.ones(shape, dtype, noLayout, device)
  }

  /// `value` everywhere.
  public static func full(
    _ shape: [Int], _ value: Double, dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor { Ops.full(shape, value, dtype, noLayout, device) }

  /// `0, 1, …, count − 1`.
  public static func arange(_ count: Int, dtype: DType = .int64, device: Device = .cpu) -> Tensor {
    Ops.arange(0, count, 1, dtype, noLayout, device)
  }

  /// Zeros of this tensor's shape, type, device and memory format.
  public func zerosLike() -> Tensor { Ops.zerosLike(self) }

  /// Ones of this tensor's shape, type, device and memory format.
  public func onesLike() -> Tensor { Ops.onesLike(self) }

  /// Unwritten memory of this tensor's shape, type, device and memory format.
  public func emptyLike() -> Tensor { Ops.emptyLike(self) }
}
