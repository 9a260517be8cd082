private enum Ops {
  static let empty = Operator("aten::empty", overload: "memory_format")
  static let zeros = Operator("aten::zeros")
  static let ones = Operator("aten::ones")
  static let full = Operator("aten::full")
  static let arange = Operator("aten::arange", overload: "start_step")
  static let linspace = Operator("aten::linspace")
  static let eye = Operator("aten::eye", overload: "m")
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

  /// Numbers from `start` to before `end`: int64 where they are integers, else float32.
  public static func arange<Number: TensorScalar>(
    from start: Number, to end: Number, by step: Number = 1, device: Device = .cpu
  ) -> Tensor {
    let dtype: DType = Number.self == Int.self ? .int64 : .float32
    return Ops.arange(start, end, step, dtype, noLayout, device)
  }

  /// `count` numbers from `start` to `end`, both of them included, at equal distances.
  public static func linspace(
    from start: Double, to end: Double, count: Int, dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor { Ops.linspace(start, end, count, dtype, noLayout, device) }

  /// Ones on the diagonal of `[rows, columns]`, as many columns as rows if none are given; zeros elsewhere.
  public static func eye(
    _ rows: Int, _ columns: Int? = nil, dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor { Ops.eye(rows, columns ?? rows, dtype, noLayout, device) }

  /// Zeros of this tensor's shape, type, device and memory format.
  public func zerosLike() -> Tensor { Ops.zerosLike(self) }

  /// Ones of this tensor's shape, type, device and memory format.
  public func onesLike() -> Tensor { Ops.onesLike(self) }

  /// Unwritten memory of this tensor's shape, type, device and memory format.
  public func emptyLike() -> Tensor { Ops.emptyLike(self) }
}
