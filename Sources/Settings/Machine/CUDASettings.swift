/// What NVIDIA's libraries may do with the arithmetic of a run; nothing of it concerns the processor.
public struct CUDASettings: Codable, Hashable, Sendable {
  /// Whether cuDNN takes only algorithms that give the same bits in each run.
  public var cudnnDeterministic = false
  /// Whether cuDNN tries its algorithms at the first batch of each shape, and takes the fastest.
  public var cudnnBenchmark = false
  /// Whether products of float32 numbers may be made in TensorFloat-32, with ten bits of a factor's mantissa.
  public var tf32 = false

  /// All float32, and what cuDNN takes by itself.
  public init() {}

  /// Checks that what is asked for can have an effect on a device.
  func check(on device: DeviceName) throws(OptionsError) {
    guard device == .cpu else { return }
    for binding in Self.options where binding.get(self) != nil {
      throw .noEffect(binding.option, reason: "it is for CUDA graphics cards, and --device is cpu")
    }
  }
}

extension CUDASettings: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.cudnnDeterministic, \.cudnnDeterministic, omitting: false),
    .init(.cudnnBenchmark, \.cudnnBenchmark, omitting: false),
    .init(.tf32, \.tf32, omitting: false),
  ]
}

extension OptionName {
  package static let cudnnDeterministic = OptionName(
    "cudnn-deterministic", .invertibleFlag, effect: [.results, .time],
    help: "CUDA: only algorithms of cuDNN that give the same bits in each run. (default: no)")
  package static let cudnnBenchmark = OptionName(
    "cudnn-benchmark", .invertibleFlag, effect: [.results, .time],
    help: "CUDA: try cuDNN's algorithms for each shape, and take the fastest. (default: no)")
  package static let tf32 = OptionName(
    "tf32", .invertibleFlag, effect: [.results, .time],
    help: "CUDA: products of float32 numbers may be made in TensorFloat-32. (default: no)")
}
