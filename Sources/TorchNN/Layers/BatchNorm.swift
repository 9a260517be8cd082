public import Torch

/// Normalizes every channel of `[N, C, …]` over the batch.
///
/// While training, with the batch's mean and variance, and the running ones follow them by
/// `momentum`; in evaluation, and always where it is frozen, with the running ones. Source: Ioffe and Szegedy, "Batch
/// Normalization", ICML 2015, https://arxiv.org/abs/1502.03167.
public final class BatchNorm: Layer, ModeDependent {
  /// `[C]`, a gain; `nil` without affine parameters.
  public let weight: Parameter?
  /// `[C]`.
  public let bias: Parameter?
  /// `[C]`.
  public let runningMean: Buffer
  /// `[C]`, divided by the count less one, as in PyTorch.
  public let runningVar: Buffer
  /// The number of batches seen while training, int64.
  public let numBatchesTracked: Buffer
  /// Whether the module is being trained: then the batch's own statistics are used.
  public var isTraining = true
  /// Whether the running statistics are used, and stay, while the module is being trained too.
  ///
  /// The gain and the bias are not frozen by this alone; see ``Module/freezeBatchNorm()``.
  public var isFrozen = false
  /// The statistics of batches that are not to be folded into the running ones yet, see
  /// ``BatchStatistics``; `nil` to fold each in at once.
  var kept: [(mean: Tensor, variance: Tensor)]?
  /// Gives the sum over all processes of a vector of this one, and takes the gradient back likewise; `nil`
  /// where each process normalizes its own batch.
  package var total: ((Tensor) -> Tensor)?
  let momentum: Double
  private let epsilon: Double

  /// A normalization of `channels` channels.
  ///
  /// - Parameters:
  ///   - channels: the size `C` of dimension 1.
  ///   - epsilon: added to the variance.
  ///   - momentum: the weight of a new batch in the running statistics, in [0, 1].
  ///   - affine: whether a gain and a bias follow.
  ///   - device: where all of it lies.
  public init(
    _ channels: Int, epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true,
    on device: Device = .cpu
  ) {
    weight = affine ? Parameter(.ones([channels], device: device), .gain) : nil
    bias = affine ? Parameter(.zeros([channels], device: device), .bias) : nil
    runningMean = Buffer(.zeros([channels], device: device))
    runningVar = Buffer(.ones([channels], device: device))
    numBatchesTracked = Buffer(.zeros([], dtype: .int64, device: device))
    (self.momentum, self.epsilon) = (momentum, epsilon)
  }

  /// `[N, C, …]` to the same shape.
  ///
  /// Traps while training on one value per channel, whose variance is none.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let usesBatchStatistics = isTraining && !isFrozen
    if usesBatchStatistics {
      expect(
        x.count != x.size(1),
        "batch norm: expected more than one value per channel while training, found \(x.shape)")
      if let total { return normalizedTogether(x, total) }
      if kept != nil { return normalizedKeepingStatistics(x) }
      withoutGrad { numBatchesTracked += 1 }
    }
    return x.batchNorm(
      weight: weight, bias: bias, runningMean: runningMean, runningVariance: runningVar,
      usesBatchStatistics: usesBatchStatistics, momentum: momentum, epsilon: epsilon)
  }

  /// Normalizes by the mean and variance over the batches of all processes, which are sums of float32 also
  /// where `x` is of half precision.
  private func normalizedTogether(_ given: Tensor, _ total: (Tensor) -> Tensor) -> Tensor {
    let x = given.dtype.isHalf ? given.to(.float32) : given
    let others = [0] + Array(2..<max(x.rank, 2))
    let shape = [1, x.size(1)] + Array(repeating: 1, count: max(x.rank - 2, 0))
    let own = withoutGrad { Tensor.full([1], Double(x.count / x.size(1)), dtype: x.dtype) }
    let sums = total(.concatenated([x.sum(others), own]))
    let count = sums.narrowed(0, from: x.size(1), count: 1).detached()
    let mean = sums.narrowed(0, from: 0, count: x.size(1)) / count
    let centered = x - mean.reshaped(shape)
    let variance = total((centered * centered).sum(others)) / count
    withoutGrad {
      numBatchesTracked += 1
      let spread = variance * (count / (count - 1))
      for (running, found) in [(runningMean, mean), (runningVar, spread)] {
        running.load(running * (1 - momentum) + found * momentum)
      }
    }
    var y = centered / (variance + epsilon).sqrt().reshaped(shape)
    if let weight { y = y * weight.reshaped(shape) }
    if let bias { y = y + bias.reshaped(shape) }
    return y.to(given.dtype)
  }

  /// Running statistics that follow with a momentum of 1 are the batch's own.
  private func normalizedKeepingStatistics(_ x: Tensor) -> Tensor {
    let (mean, variance) = withoutGrad { (runningMean.zerosLike(), runningVar.zerosLike()) }
    defer { kept?.append((mean, variance)) }
    return x.batchNorm(
      weight: weight, bias: bias, runningMean: mean, runningVariance: variance,
      usesBatchStatistics: true, momentum: 1, epsilon: epsilon)
  }
}

/// Batch norm of `[N, C]` or `[N, C, L]`; one class serves all ranks.
public typealias BatchNorm1d = BatchNorm

/// Batch norm of `[N, C, H, W]`; one class serves all ranks.
public typealias BatchNorm2d = BatchNorm
