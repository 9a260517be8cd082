import CTorch

/// What NVIDIA's libraries may do with the arithmetic of this process; without a CUDA device it has no effect.
public struct CUDAArithmetic: Hashable, Sendable {
  /// Whether cuDNN takes only algorithms that give the same bits in each run.
  public var cudnnDeterministic: Bool
  /// Whether cuDNN tries its algorithms at the first input of each shape, and takes the fastest.
  public var cudnnBenchmark: Bool
  /// Whether products of float32 numbers, in cuDNN and in cuBLAS, may be made in TensorFloat-32.
  public var tf32: Bool

  /// What is allowed.
  public init(cudnnDeterministic: Bool = false, cudnnBenchmark: Bool = false, tf32: Bool = false) {
    (self.cudnnDeterministic, self.cudnnBenchmark) = (cudnnDeterministic, cudnnBenchmark)
    self.tf32 = tf32
  }

  /// Has all later operations keep to it.
  ///
  /// libtorch by itself lets cuDNN use TensorFloat-32, and cuBLAS not.
  public func use() {
    require(ct_cuda_arithmetic(cudnnDeterministic, cudnnBenchmark, tf32))
  }

  /// What operations keep to now.
  public static var current: CUDAArithmetic {
    var (deterministic, benchmark, tf32) = (false, false, false)
    require(ct_cuda_current_arithmetic(&deterministic, &benchmark, &tf32))
    return CUDAArithmetic(
      cudnnDeterministic: deterministic, cudnnBenchmark: benchmark, tf32: tf32)
  }
}
