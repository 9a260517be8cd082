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

  /// Has this process keep memory that it has freed, for what it allocates next: all of it, and until it ends.
  ///
  /// A training step frees what it has allocated, and the next one allocates the same again. By itself glibc gives
  /// memory back to the kernel where much of the end of its heap is free, and the kernel clears every page before it
  /// comes again. Whether that happens in every step depends on what lies there, and then it can be an eighth of a step's
  /// time. The price is that the process does not become smaller than it was at its largest.
  ///
  /// Blocks of 2 MiB and more come in pages of that size, where the kernel has them for programs that ask: a detector's step
  /// spends a third less time in the kernel so, and its process is a tenth larger.
  ///
  /// Runs in folders call it; a program of one's own decides for itself, before its first tensor. The first half changes
  /// nothing where the environment has `MALLOC_TRIM_THRESHOLD_` or where the C library is not glibc, the second where it
  /// has `THP_MEM_ALLOC_ENABLE`.
  public static func keepFreedMemory() { ct_keep_freed_memory() }
}
