public import Torch

/// Batch norm of `[N, C, H, W]` of which nothing is trained: `w (x − mean) / √(variance + ε) + b`, all of them buffers.
///
/// torchvision's `FrozenBatchNorm2d`, with its keys: there is no counter of batches.
public final class FrozenBatchNorm: Layer {
  /// `[C]`, the gain.
  public let weight: Buffer
  /// `[C]`.
  public let bias: Buffer
  /// `[C]`.
  public let runningMean: Buffer
  /// `[C]`.
  public let runningVar: Buffer
  /// Added to the variance: 10⁻⁵, but 0 for the weights that torchvision published for detection.
  public var epsilon: Double

  /// A normalization of `channels` channels, which changes nothing until weights are loaded.
  public init(_ channels: Int, epsilon: Double = 1e-5, on device: Device = .cpu) {
    weight = Buffer(.ones([channels], device: device))
    bias = Buffer(.zeros([channels], device: device))
    runningMean = Buffer(.zeros([channels], device: device))
    runningVar = Buffer(.ones([channels], device: device))
    self.epsilon = epsilon
  }

  /// `[N, C, H, W]` to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.batchNorm(
      weight: weight, bias: bias, runningMean: runningMean, runningVariance: runningVar,
      usesBatchStatistics: false, momentum: 0, epsilon: epsilon)
  }
}
