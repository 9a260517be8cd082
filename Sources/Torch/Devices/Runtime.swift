import CTorch

/// The libtorch that this process runs on.
public enum Runtime {
  /// Its version, as in `2.15.0`.
  public static var version: String { String(cString: ct_version()) }

  /// The vector instructions that its kernels use here, as in `AVX2`.
  public static var cpuCapability: String { String(cString: ct_cpu_capability()) }

  /// The number of threads that one operation may use on the CPU.
  ///
  /// Results are bit-identical only between runs with the same number.
  public static var threads: Int {
    get { Int(ct_threads()) }
    set { ct_set_threads(Int32(clamping: newValue)) }
  }

  /// Makes operations on the calling thread use this thread alone; other threads stay as they are.
  ///
  /// For threads that work beside the one that trains: each would get a pool of helpers of its own.
  public static func computeAloneOnThisThread() { ct_single_thread() }
}
