import Torch
public import TorchNN
public import TorchOptimizers

/// Makes the steps of a training.
///
/// One step is the forward pass, the backward pass and the optimizer's step on `accumulate` batches, its
/// micro-batches; with sharpness-aware minimization both passes are made twice, on the same batches.
public final class Trainer {
  /// The network being trained.
  public let model: any Layer
  /// What it is trained for.
  public let task: any TrainingTask
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

  private let sharpnessAware: SharpnessAwareMinimization?
  private let accumulate: Int
  private let randomness: StepRandomness
  /// Where a step has several batches; of one, each batch norm takes the statistics as it sees them.
  private let statistics: BatchStatistics?
  private var next: (() throws -> (any TrainingBatch)?)?
  private var missingImages = 0

  /// A training from the start.
  ///
  /// - Parameters:
  ///   - model: the network.
  ///   - optimizer: changes its weights.
  ///   - task: what it is trained for, and where the batches come from.
  ///   - schedule: the learning rate's factor for each step.
  ///   - centralizationSchedule: the factor on the strength of centralization for each step.
  ///   - sharpnessRadius: that of sharpness-aware minimization; `nil` for ordinary steps.
  ///   - accumulate: how many batches make a step.
  ///   - seed: what the network draws while it is trained follows from it.
  public init(
    _ model: any Layer, _ optimizer: Optimizer, _ task: any TrainingTask,
    schedule: @escaping StepFactor,
    centralizationSchedule: @escaping StepFactor = constantSchedule(),
    sharpnessRadius: Double? = nil, accumulate: Int = 1, seed: UInt64 = 0
  ) {
    (self.model, self.optimizer, self.task) = (model, optimizer, task)
    (self.schedule, self.centralizationSchedule) = (schedule, centralizationSchedule)
    self.accumulate = accumulate
    randomness = StepRandomness(model, seed: seed)
    statistics = accumulate > 1 ? BatchStatistics(of: model) : nil
    sharpnessAware = sharpnessRadius.map {
      SharpnessAwareMinimization(optimizer, radius: $0, buffers: model.namedBuffers)
    }
    stepsPerEpoch = task.batchCount / accumulate
  }

  /// Makes one optimizer step.
  ///
  /// - Parameter observer: who looks on.
  /// - Returns: its loss; `nil` at the end of the epoch.
  /// - Throws: `TrainingError.notFinite` or `TrainingError.gradientNotFinite` before the step changes
  ///   a weight, or what keeps the task from giving a batch.
  public func step(observedBy observer: (any StepObserver)? = nil) throws -> Double? {
    guard position.stepInEpoch < stepsPerEpoch else { return nil }
    optimizer.learningRateFactor = schedule(position.step)
    optimizer.centralizationFactor = centralizationSchedule(position.step)
    missingImages = 0
    let loss: Double
    do {
      loss = try sharpnessAware.map { try step($0, observer) } ?? ordinaryStep(observer)
    } catch {
      next = nil  // so that another attempt takes the same batches
      throw error
    }
    position.step += 1
    position.stepInEpoch += 1
    position.lossSum += loss
    position.skippedImages += missingImages
    return loss
  }

  /// The mean loss of the steps made in this epoch.
  public var meanLoss: Double { position.lossSum / Double(max(position.stepInEpoch, 1)) }

  /// Goes on to the next epoch.
  public func finishEpoch() {
    next = nil
    position.epoch += 1
    position.stepInEpoch = 0
    position.lossSum = 0
    position.skippedImages = 0
  }

  private func ordinaryStep(_ observer: (any StepObserver)?) throws -> Double {
    defer { optimizer.zeroGrad() }
    let loss = try addGradients { _ in try nextBatch(observer) }
    try checkGradients()
    observer?.gradientsAreThere(forStep: position.step + 1)
    optimizer.step()
    return loss
  }

  /// A step whose gradient is taken close by; the loss is that of the weights as they are.
  private func step(
    _ sharpnessAware: SharpnessAwareMinimization, _ observer: (any StepObserver)?
  ) throws -> Double {
    let batches = try (0..<accumulate).map { _ in try nextBatch(observer) }
    var observer = observer
    return try sharpnessAware.step {
      let loss = try addGradients { batches[$0] }
      try checkGradients()
      observer?.gradientsAreThere(forStep: position.step + 1)
      observer = nil  // it sees the first pass, where the weights are
      return loss
    }
  }

  /// Adds the gradients of a step's micro-batches to those that are there, and returns the mean loss.
  ///
  /// - Parameters:
  ///   - step: the step, from 0: what dropout draws is that step's.
  ///   - batch: gives the micro-batch of a number.
  /// - Throws: `TrainingError.notFinite`, and what `batch` throws.
  func addGradients(
    step: Int? = nil, of batch: (Int) throws -> any TrainingBatch
  ) throws -> Double {
    let step = step ?? position.step
    var loss = 0.0
    for number in 0..<accumulate {
      let batch = try batch(number)
      randomness.begin(step: step, microBatch: number)
      let value = addGradients(of: batch)
      guard value.isFinite else { throw notFinite(value, batch) }
      loss += value / Double(accumulate)
    }
    return loss
  }

  /// Adds the gradients of a batch's share of the step to those that are there, unless its loss is not
  /// finite, and returns that loss: the mean over the batch.
  private func addGradients(of batch: any TrainingBatch) -> Double {
    guard let statistics else { return pass(batch) }
    let (value, found) = statistics.collect { pass(batch) }
    statistics.fold(found)
    return value
  }

  private func pass(_ batch: any TrainingBatch) -> Double {
    let loss = batch.loss(of: model)
    let value = loss.item
    guard value.isFinite else { return value }
    (accumulate == 1 ? loss : loss / Double(accumulate)).backward()
    return value
  }

  private func nextBatch(_ observer: (any StepObserver)?) throws -> any TrainingBatch {
    let next =
      try next
      ?? task.batches(
        epoch: position.epoch,
        numbers: Array(position.stepInEpoch * accumulate..<stepsPerEpoch * accumulate))
    self.next = next
    guard let batch = try next() else {
      preconditionFailure("an epoch has fewer batches than its task says")
    }
    missingImages += batch.missing
    observer?.takes(batch)
    return batch
  }

  private func checkGradients() throws(TrainingError) {
    do { try optimizer.checkGradients() } catch {
      throw .gradientNotFinite(step: position.step + 1, parameter: error.parameter)
    }
  }

  private func notFinite(_ loss: Double, _ batch: any TrainingBatch) -> TrainingError {
    .notFinite(
      step: position.step + 1, loss: loss.isNaN ? "not a number" : "\(loss)",
      origin: nonFiniteOrigin(in: model) { batch.loss(of: $0) })
  }
}
