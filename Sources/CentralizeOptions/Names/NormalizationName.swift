/// What normalizes the activations of a network.
public enum NormalizationName: String, CaseIterable, Codable, Hashable, Sendable {
  /// Each channel over the batch.
  case batch
  /// Groups of channels of each image.
  case group
  /// All channels of each image.
  case layer

  /// One line for people who choose a normalization.
  public var summary: String {
    switch self {
    case .batch: "batch norm: each channel over the batch"
    case .group: "group norm: groups of channels, each image by itself"
    case .layer: "layer norm: all channels, each image by itself"
    }
  }
}
