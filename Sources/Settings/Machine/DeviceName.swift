/// Where the computation runs.
public enum DeviceName: String, CaseIterable, Codable, Hashable, Sendable {
  /// The processor.
  case cpu
  /// The first CUDA graphics card.
  case cuda

  /// One line for people who choose a device.
  public var summary: String {
    switch self {
    case .cpu: "the processor"
    case .cuda: "the first CUDA graphics card"
    }
  }
}
