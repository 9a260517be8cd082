/// How a machine is used.
public struct Machine: Codable, Hashable, Sendable {
  /// The type of number.
  public var dtype: NumberType
  /// How precisely passes through the network compute; what is shorter goes with float32 alone.
  public var precision = Precision.float32
  /// Where the computation runs.
  public var device: DeviceName
  /// What NVIDIA's libraries may do there.
  public var cuda = CUDASettings()
  /// The number of threads that compute, from 1.
  public var threads: Int
  /// The number of workers that prepare batches, from 0: then the training loop prepares them.
  public var workers: Int

  /// The most threads.
  public static let mostThreads = 1024

  /// Some threads of a machine, one worker, and float32 on the processor when nothing else is said.
  public init(
    threads: Int, workers: Int = 1, dtype: NumberType = .float32, device: DeviceName = .cpu
  ) { (self.threads, self.workers, self.dtype, self.device) = (threads, workers, dtype, device) }

  package init(_ options: OptionMap, threads: Int) throws(OptionsError) {
    self.init(threads: threads)
    try take(options)
    try check()
  }

  func check() throws(OptionsError) {
    if dtype == .float64, precision != .float32 {
      throw .noEffect(.precision, reason: "with --dtype float64 everything is computed in 64 bits")
    }
    try cuda.check(on: device)
  }
}

extension Machine: Configurable {
  package static let options: [OptionBinding<Self>] =
    [
      .init(.dtype, \.dtype), .init(.precision, \.precision, omitting: .float32),
      .init(.device, \.device), .init(.threads, \.threads), .init(.workers, \.workers),
    ] + CUDASettings.options(at: \.cuda)
}

extension OptionName {
  package static let dtype = OptionName(
    "dtype", .choice(of: NumberType.self), effect: [.results, .time],
    help: "The type of number; float64 is for checking. (default: float32)")
  package static let precision = OptionName(
    "precision", .choice(of: Precision.self), effect: [.results, .time],
    annulledBy: .value(NumberType.float64.rawValue, of: "dtype"),
    help: """
      In what convolutions and matrix products compute: float32, bf16, or fp16 with a scaled loss; weights, \
      gradients and steps are float32. (default: float32)
      """)
  package static let device = OptionName(
    "device", .form(DeviceName.self), valueName: "name", effect: [.results, .time, .place],
    help: """
      Where the computation runs: cpu, cuda for the card with the number of the process on its host (the first \
      for one alone), cuda:N, or auto for cuda where there is one. (default: cpu)
      """)
  package static let threads = OptionName(
    "threads", .wholeNumber(1...Machine.mostThreads), valueName: "n", effect: [.time, .place],
    help: """
      Threads that compute, in each process. (default: OMP_NUM_THREADS, else the cores that may be used, \
      divided among the processes of this machine)
      """)
  package static let workers = OptionName(
    "workers", .wholeNumber(0...64), valueName: "n", effect: .place,
    help: """
      Workers that prepare batches; results do not depend on it. (default: \
      \(Machine(threads: 1).workers))
      """)
}
