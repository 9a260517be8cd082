import Foundation
public import Settings
import Torch
public import TorchDistributed
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
  /// How precisely the passes compute.
  public let precision: Precision
  /// Whether the last step was left out, since its gradients had overflowed in fp16.
  public private(set) var hasOverflowed = false

  private let sharpnessAware: SharpnessAwareMinimization?
  private let accumulate: Int
  private let group: ProcessGroup
  private let normalizesTogether: Bool
  private let device: Device
  private let randomness: StepRandomness
  /// Where a step has several; of one, each layer does as it always does.
  private let microBatches: MicroBatches?
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
  ///   - group: the processes that make each step together, whose number divides `accumulate`.
  ///   - overlapsBackward: whether gradients travel to the other processes during the backward pass, or
  ///     after it.
  ///   - normalizesTogether: whether batch norms take mean and variance over all micro-batches of a step,
  ///     of which each process then makes one.
  ///   - precision: how precisely the passes compute; what is shorter is for weights in float32.
  public init(
    _ model: any Layer, _ optimizer: Optimizer, _ task: any TrainingTask,
    schedule: @escaping StepFactor,
    centralizationSchedule: @escaping StepFactor = constantSchedule(),
    sharpnessRadius: Double? = nil, accumulate: Int = 1, seed: UInt64 = 0,
    group: ProcessGroup = ProcessGroup(), overlapsBackward: Bool = true,
    normalizesTogether: Bool = false, precision: Precision = .float32
  ) {
    precondition(!normalizesTogether || accumulate == group.size, "one micro-batch a process")
    (self.model, self.optimizer, self.task) = (model, optimizer, task)
    (self.schedule, self.centralizationSchedule) = (schedule, centralizationSchedule)
    (self.accumulate, self.group, self.precision) = (accumulate, group, precision)
    if precision == .fp16 { position.lossScale = LossScale() }
    self.normalizesTogether = normalizesTogether && group.size > 1
    if self.normalizesTogether { model.normalizeTogether(group.total) }
    device = model.parameters.first?.device ?? .cpu
    randomness = StepRandomness(model, seed: seed)
    microBatches =
      accumulate > 1
      ? MicroBatches(
        of: model, optimizer, count: accumulate, in: group, overlapsBackward: overlapsBackward)
      : nil
    sharpnessAware = sharpnessRadius.map {
      SharpnessAwareMinimization(optimizer, radius: $0, buffers: model.namedBuffers)
    }
    stepsPerEpoch = task.batchCount / accumulate
  }

  /// Makes one optimizer step.
  ///
  /// - Parameter observer: who looks on.
  /// In fp16 a step whose gradients overflow takes its batches and counts, and changes no weight: see
  /// ``LossScale`` and ``hasOverflowed``.
  ///
  /// - Returns: its loss; `nil` at the end of the epoch.
  /// - Throws: `TrainingError.notFinite` or `TrainingError.gradientNotFinite` before the step changes
  ///   a weight, or what keeps the task from giving a batch.
  public func step(observedBy observer: (any StepObserver)? = nil) throws -> Double? {
    guard position.stepInEpoch < stepsPerEpoch else { return nil }
    optimizer.learningRateFactor = schedule(position.step)
    optimizer.centralizationFactor = centralizationSchedule(position.step)
    let loss: Double
    hasOverflowed = false
    do {
      loss = try sharpnessAware.map { try step($0, observer) } ?? ordinaryStep(observer)
    } catch let overflow as GradientOverflow {
      loss = overflow.loss
      hasOverflowed = true
      optimizer.zeroGrad()
      microBatches?.end(gradientsAreZero: false)
    } catch {
      next = nil  // so that another attempt takes the same batches
      microBatches?.abandon()
      optimizer.zeroGrad()
      throw error
    }
    position.lossScale?.stepEnds(overflowed: hasOverflowed)
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
    position.lossScale?.overflowedSteps = 0
  }

  private func ordinaryStep(_ observer: (any StepObserver)?) throws -> Double {
    let loss = try addGradients { _ in try nextBatch(observer) }
    try checkGradients()
    observer?.gradientsAreThere(forStep: position.step + 1)
    if let microBatches {
      optimizer.step(clearingGradients: true)
      microBatches.end(gradientsAreZero: true)
    } else {
      optimizer.step()
      optimizer.zeroGrad()
    }
    return loss
  }

  /// A step whose gradient is taken close by; the loss is that of the weights as they are.
  private func step(
    _ sharpnessAware: SharpnessAwareMinimization, _ observer: (any StepObserver)?
  ) throws -> Double {
    let batches = try own.map { _ in try nextBatch(observer) }
    var (observer, first) = (observer, Double?.none)
    do {
      return try sharpnessAware.step {
        let loss = try addGradients { batches[$0 - own.lowerBound] }
        first = first ?? loss
        try checkGradients()
        observer?.gradientsAreThere(forStep: position.step + 1)
        observer = nil  // it sees the first pass, where the weights are
        return loss
      }
    } catch let overflow as GradientOverflow {
      throw GradientOverflow(loss: first ?? overflow.loss)
    }
  }

  /// The numbers of the micro-batches of a step that this process makes.
  var own: Range<Int> { microBatches?.own ?? 0..<1 }

  /// Has each parameter's gradient be that of a step's mean loss, over the micro-batches of all processes.
  ///
  /// - Parameters:
  ///   - step: the step, from 0: what dropout draws is that step's.
  ///   - batch: gives the micro-batch of a number in ``own``.
  /// - Returns: the mean of all micro-batches' losses.
  /// - Throws: `TrainingError.notFinite` in all processes, what `batch` throws, and a `DistributedError`;
  ///   a `GradientOverflow`, in all processes, where a scaled loss has gradients that are not finite.
  func addGradients(
    step: Int? = nil, of batch: (Int) throws -> any TrainingBatch
  ) throws -> Double {
    let loss = try addScaledGradients(step: step, of: batch)
    if let scale = position.lossScale, !optimizer.unscaleGradients(by: scale.factor) {
      // Then it is not because of the factor.
      if scale.factor < LossScale.least { try checkGradients() }
      throw GradientOverflow(loss: loss)
    }
    return loss
  }

  private func addScaledGradients(
    step: Int?, of batch: (Int) throws -> any TrainingBatch
  ) throws -> Double {
    guard let microBatches else {
      let batch = try batch(0)
      randomness.begin(step: step ?? position.step, microBatch: 0)
      let value = pass(batch)
      guard value.isFinite else { throw notFinite(value, origin(of: batch)) }
      missingImages = batch.missing
      return value
    }
    var bad: (any TrainingBatch)?
    let outcomes = try microBatches.pass { number in
      let batch = try batch(number)
      randomness.begin(step: step ?? position.step, microBatch: number)
      let value = pass(batch)
      if !value.isFinite, bad == nil { bad = batch }
      return MicroBatches.Outcome(loss: value, missing: batch.missing)
    }
    missingImages = outcomes.map(\.missing).reduce(0, +)
    if let number = outcomes.firstIndex(where: { !$0.loss.isFinite }) {
      // Whoever made it knows where it began, and all say the same.
      let origin = try group.broadcast(
        bad.map { Data(self.origin(of: $0).utf8) } ?? Data(),
        from: number * group.size / accumulate)
      throw notFinite(outcomes[number].loss, String(decoding: origin, as: UTF8.self))
    }
    return outcomes.reduce(0) { $0 + $1.loss / Double(accumulate) }
  }

  /// Adds the gradients of a batch's share of the step to those that are there; the loss is the mean over
  /// the batch.
  private func pass(_ batch: any TrainingBatch) -> Double {
    let loss = computing { batch.loss(of: model) }
    let value = loss.item
    // With others that wait for this pass, it is made in any case.
    if value.isFinite || microBatches != nil {
      let share = accumulate == 1 ? loss : loss / Double(accumulate)
      (position.lossScale.map { share.to(.float32) * $0.factor } ?? share).backward()
    }
    return value
  }

  /// Does `body` with the passes that it makes in the precision of this training.
  func computing<Result>(_ body: () throws -> Result) rethrows -> Result {
    try precision.computing(on: device, body)
  }

  private func nextBatch(_ observer: (any StepObserver)?) throws -> any TrainingBatch {
    let next = try next ?? task.batches(epoch: position.epoch, numbers: remainingBatches)
    self.next = next
    guard let batch = try next() else {
      preconditionFailure("an epoch has fewer batches than its task says")
    }
    observer?.takes(batch)
    return batch
  }

  /// Those that this process makes, of the steps that are left of the epoch.
  private var remainingBatches: [Int] {
    (position.stepInEpoch..<stepsPerEpoch).flatMap { step in own.map { step * accumulate + $0 } }
  }

  private func checkGradients() throws(TrainingError) {
    do { try optimizer.checkGradients() } catch {
      throw .gradientNotFinite(step: position.step + 1, parameter: error.parameter)
    }
  }

  private func origin(of batch: any TrainingBatch) -> String {
    // The others are not asked for a pass that only one makes.
    if normalizesTogether { model.normalizeTogether(nil) }
    defer { if normalizesTogether { model.normalizeTogether(group.total) } }
    return computing { nonFiniteOrigin(in: model) { batch.loss(of: $0) } }
  }

  private func notFinite(_ loss: Double, _ origin: String) -> TrainingError {
    .notFinite(
      step: position.step + 1, loss: loss.isNaN ? "not a number" : "\(loss)", origin: origin)
  }
}
