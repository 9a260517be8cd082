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
}
