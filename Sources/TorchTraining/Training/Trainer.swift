public import Torch
public import TorchData
public import TorchNN
public import TorchOptimizers

/// Where a training stands, between two optimizer steps.
public struct TrainingPosition: Codable, Hashable, Sendable {
  /// The epoch being made, from 0.
  public var epoch = 0
  /// The optimizer steps made in this epoch.
  public var stepInEpoch = 0
  /// The optimizer steps made in all.
  public var step = 0
  /// The sum of the losses of this epoch's steps.
  public var lossSum = 0.0

  /// The beginning.
  public init() {}

  /// Whether a training with epochs of `stepsPerEpoch` can stand here.
  func isPossible(stepsPerEpoch: Int) -> Bool {
    epoch >= 0 && step >= 0 && (0...stepsPerEpoch).contains(stepInEpoch) && lossSum.isFinite
  }
}

/// The training loop.
///
/// One step is the forward pass, the backward pass and the optimizer's step on `accumulate` batches.
public final class Trainer {
  /// The network being trained.
  public let model: any Layer
  /// What changes its weights.
  public let optimizer: Optimizer
  /// Where the training stands.
  public var position = TrainingPosition()
  /// The optimizer steps in an epoch; batches that do not fill one are left out.
  public let stepsPerEpoch: Int
  /// The learning rate's factor for each step.
  public let schedule: Schedule

  private let loader: DataLoader
  private let accumulate: Int
  private let device: Device
  private var batches: Batches?

  /// A training from the start.
  public init(
    _ model: any Layer, _ optimizer: Optimizer, _ loader: DataLoader, schedule: @escaping Schedule,
    accumulate: Int = 1, on device: Device = .cpu
  ) {
    (self.model, self.optimizer, self.loader) = (model, optimizer, loader)
    (self.schedule, self.accumulate, self.device) = (schedule, accumulate, device)
    stepsPerEpoch = loader.batchCount / accumulate
  }

  /// Makes one optimizer step and returns its loss; `nil` at the end of the epoch.
  ///
  /// - Throws: `TrainingError.notFinite` before the step changes anything, or a `DataError`.
  public func step() throws -> Double? {
    guard position.stepInEpoch < stepsPerEpoch else { return nil }
    optimizer.learningRateFactor = schedule(position.step)
    var loss = 0.0
    for _ in 0..<accumulate {
      guard let batch = try nextBatch() else { return nil }
      let images = batch.images.to(device)
      let labels = batch.labels.to(device)
      let batchLoss = model(images).crossEntropy(labels)
      loss += batchLoss.item / Double(accumulate)
      guard loss.isFinite else { throw notFinite(loss, images, labels) }
      (accumulate == 1 ? batchLoss : batchLoss / Double(accumulate)).backward()
    }
    optimizer.step()
    optimizer.zeroGrad()
    position.step += 1
    position.stepInEpoch += 1
    position.lossSum += loss
    return loss
  }

  /// The mean loss of the steps made in this epoch.
  public var meanLoss: Double { position.lossSum / Double(max(position.stepInEpoch, 1)) }

  /// Goes on to the next epoch.
  public func finishEpoch() {
    batches = nil
    position.epoch += 1
    position.stepInEpoch = 0
    position.lossSum = 0
  }

  private func nextBatch() throws(DataError) -> Batch? {
    let current =
      batches
      ?? loader.batches(
        epoch: position.epoch, startingAt: position.stepInEpoch * accumulate)
    batches = current
    return try current.next()
  }

  private func notFinite(_ loss: Double, _ images: Tensor, _ labels: Tensor) -> TrainingError {
    .notFinite(
      step: position.step + 1, loss: loss.isNaN ? "not a number" : "\(loss)",
      origin: nonFiniteOrigin(in: model) { $0(images).crossEntropy(labels) })
  }
}
