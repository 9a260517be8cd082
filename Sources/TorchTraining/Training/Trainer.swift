public import Torch
public import TorchData
public import TorchNN
public import TorchOptimizers

/// The training loop.
///
/// One step is the forward pass, the backward pass and the optimizer's step on `accumulate` batches;
/// with sharpness-aware minimization both passes are made twice, on the same batches.
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
  public let schedule: StepFactor
  /// The factor on the strength of centralization for each step.
  public let centralizationSchedule: StepFactor

  /// Measures what centralization keeps and removes, every so many steps; `nil` for never.
  private(set) var monitoring: (monitor: CentralizationMonitor, every: Int)?
  /// What was measured in the last step, ahead of its change of the weights; empty in most steps.
  public private(set) var readings: [CentralizationReading] = []

  /// Whether the batches of a step are kept until the next.
  var keepsBatches = false
  /// The batches of the step that was made last, where they are kept.
  private(set) var batchesOfStep: [Batch] = []

  private let sharpnessAware: SharpnessAwareMinimization?
  private let loader: DataLoader
  private let accumulate: Int
  private let device: Device
  private var batches: Batches?
  private var missingImages = 0

  /// A training from the start.
  ///
  /// - Parameters:
  ///   - model: the network.
  ///   - optimizer: changes its weights.
  ///   - loader: where the batches come from.
  ///   - schedule: the learning rate's factor for each step.
  ///   - centralizationSchedule: the factor on the strength of centralization for each step.
  ///   - sharpnessRadius: that of sharpness-aware minimization; `nil` for ordinary steps.
  ///   - accumulate: how many batches make a step.
  ///   - device: where the network is.
  public init(
    _ model: any Layer, _ optimizer: Optimizer, _ loader: DataLoader,
    schedule: @escaping StepFactor,
    centralizationSchedule: @escaping StepFactor = constantSchedule(),
    sharpnessRadius: Double? = nil, accumulate: Int = 1, on device: Device = .cpu
  ) {
    (self.model, self.optimizer, self.loader) = (model, optimizer, loader)
    (self.schedule, self.centralizationSchedule) = (schedule, centralizationSchedule)
    (self.accumulate, self.device) = (accumulate, device)
    sharpnessAware = sharpnessRadius.map {
      SharpnessAwareMinimization(optimizer, radius: $0, buffers: model.namedBuffers)
    }
    stepsPerEpoch = loader.batchCount / accumulate
  }

  /// Makes one optimizer step and returns its loss; `nil` at the end of the epoch.
  ///
  /// - Throws: `TrainingError.notFinite` or `TrainingError.gradientNotFinite` before the step changes
  ///   a weight, or a `DataError`.
  public func step() throws -> Double? {
    guard position.stepInEpoch < stepsPerEpoch else { return nil }
    optimizer.learningRateFactor = schedule(position.step)
    optimizer.centralizationFactor = centralizationSchedule(position.step)
    readings = []
    batchesOfStep = []
    missingImages = 0
    let loss: Double
    do {
      loss = try sharpnessAware.map(sharpnessAwareStep) ?? ordinaryStep()
    } catch {
      batches = nil  // so that another attempt takes the same batches
      throw error
    }
    position.step += 1
    position.stepInEpoch += 1
    position.lossSum += loss
    position.skippedImages += missingImages
    return loss
  }

  /// From here on, measures every `every` steps what centralization keeps and removes.
  public func monitor(every: Int?) {
    monitoring = every.map { (CentralizationMonitor(optimizer), $0) }
  }

  /// Why images were left out of batches, where that is allowed.
  public var skipped: [DataError] { loader.skipped }

  /// The mean loss of the steps made in this epoch.
  public var meanLoss: Double { position.lossSum / Double(max(position.stepInEpoch, 1)) }

  /// Goes on to the next epoch.
  public func finishEpoch() {
    batches = nil
    position.epoch += 1
    position.stepInEpoch = 0
    position.lossSum = 0
    position.skippedImages = 0
  }

  private func ordinaryStep() throws -> Double {
    defer { optimizer.zeroGrad() }
    var loss = 0.0
    for _ in 0..<accumulate { loss += try backward(nextBatch()) }
    try checkGradients()
    takeReadings()
    optimizer.step()
    return loss
  }

  /// A step whose gradient is taken close by; the loss is that of the weights as they are.
  private func sharpnessAwareStep(_ sharpnessAware: SharpnessAwareMinimization) throws -> Double {
    let batches = try (0..<accumulate).map { _ in try nextBatch() }
    return try sharpnessAware.step {
      let loss = try batches.reduce(0) { try $0 + backward($1) }
      try checkGradients()
      if readings.isEmpty { takeReadings() }  // in the first pass, where the weights are
      return loss
    }
  }

  /// Adds the gradients of a batch to those that are there, and returns its share of the loss.
  private func backward(_ batch: Batch) throws -> Double {
    let value = addGradients(of: batch)
    guard value.isFinite else { throw notFinite(value, batch) }
    return value / Double(accumulate)
  }

  /// Adds the gradients of a batch's share of the step to those that are there, unless its loss is not
  /// finite, and returns that loss: the mean over the batch.
  func addGradients(of batch: Batch) -> Double {
    let loss = batch.crossEntropy(of: model(batch.images.to(device)))
    let value = loss.item
    guard value.isFinite else { return value }
    (accumulate == 1 ? loss : loss / Double(accumulate)).backward()
    return value
  }

  private func nextBatch() throws(DataError) -> Batch {
    let current =
      batches
      ?? loader.batches(
        epoch: position.epoch, startingAt: position.stepInEpoch * accumulate)
    batches = current
    guard let batch = try current.next() else {
      preconditionFailure("an epoch has fewer batches than its loader says")
    }
    missingImages += loader.batchSize - batch.count
    if keepsBatches { batchesOfStep.append(batch) }
    return batch
  }

  private func checkGradients() throws(TrainingError) {
    do {
      try optimizer.checkGradients()
    } catch {
      throw .gradientNotFinite(step: position.step + 1, parameter: error.parameter)
    }
  }

  private func takeReadings() {
    guard let monitoring, (position.step + 1).isMultiple(of: monitoring.every) else { return }
    readings = monitoring.monitor.read()
  }

  private func notFinite(_ loss: Double, _ batch: Batch) -> TrainingError {
    let images = batch.images.to(device)
    return .notFinite(
      step: position.step + 1, loss: loss.isNaN ? "not a number" : "\(loss)",
      origin: nonFiniteOrigin(in: model) { batch.crossEntropy(of: $0(images)) })
  }
}
