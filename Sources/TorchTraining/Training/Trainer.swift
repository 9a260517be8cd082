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
  public let model: any Module
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
  /// When the learning rate falls because a loss no longer does; `nil` for never.
  public let plateau: Schedule.Plateau?
  /// The running mean of the weights; `nil` for none.
  public let average: AveragedWeights?
  /// How precisely the passes compute.
  public let precision: Precision
  /// Whether the last step was left out, since its gradients had overflowed in fp16.
  public private(set) var hasOverflowed = false

  private let sharpnessAware: SharpnessAwareMinimization?
  let accumulate: Int
  let group: ProcessGroup
  let normalizesTogether: Bool
  let device: Device
  let randomness: StepRandomness
  /// Where a step has several; of one, each layer does as it always does.
  let microBatches: MicroBatches?
  var next: (() throws -> (any TrainingBatch)?)?
  var missingImages = 0
  /// The step that a device was asked for last, until it is known what came of it.
  var pending: PendingStep?

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
  ///   - plateau: when the learning rate falls because a loss no longer does, of which ``evaluated(loss:)`` tells.
  ///   - average: the running mean of the weights to keep.
  public init(
    _ model: any Module, _ optimizer: Optimizer, _ task: any TrainingTask,
    schedule: @escaping StepFactor,
    centralizationSchedule: @escaping StepFactor = constantSchedule(),
    sharpnessRadius: Double? = nil, accumulate: Int = 1, seed: UInt64 = 0,
    group: ProcessGroup = ProcessGroup(), overlapsBackward: Bool = true,
    normalizesTogether: Bool = false, precision: Precision = .float32,
    plateau: Schedule.Plateau? = nil, average: WeightAverage? = nil
  ) {
    precondition(!normalizesTogether || accumulate == group.size, "one micro-batch a process")
    (self.model, self.optimizer, self.task) = (model, optimizer, task)
    (self.schedule, self.centralizationSchedule) = (schedule, centralizationSchedule)
    (self.accumulate, self.group, self.precision) = (accumulate, group, precision)
    (self.plateau, self.average) = (plateau, average.map { AveragedWeights(of: model, $0) })
    if precision == .fp16 { position.lossScale = LossScale() }
    if plateau != nil { position.plateau = PlateauState() }
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

  /// Makes one optimizer step; on a device it waits for its end, which ``advance(observedBy:)`` does not.
  ///
  /// In fp16 a step whose gradients overflow takes its batches and counts, and changes no weight: see
  /// ``LossScale`` and ``hasOverflowed``.
  ///
  /// - Parameter observer: who looks on.
  /// - Returns: its loss; `nil` at the end of the epoch.
  /// - Throws: `TrainingError.notFinite` or `TrainingError.gradientNotFinite` before the step changes
  ///   a weight, or what keeps the task from giving a batch.
  public func step(observedBy observer: (any StepObserver)? = nil) throws -> Double? {
    guard let finished = try advance(observedBy: observer) else { return nil }
    return try (finished + settle()).last?.loss
  }

  /// Makes a step, and waits for all of it.
  func immediateStep(_ observer: (any StepObserver)?) throws -> FinishedStep {
    followSchedules()
    let loss: Double
    hasOverflowed = false
    do {
      loss = try sharpnessAware.map { try step($0, observer) } ?? ordinaryStep(observer)
    } catch let overflow as GradientOverflow {
      loss = overflow.loss
      hasOverflowed = true
      clearGradients()
    } catch {
      giveUp()
      throw error
    }
    position.lossScale?.stepEnds(overflowed: hasOverflowed)
    countStep()
    position.lossSum += loss
    position.skippedImages += missingImages
    return FinishedStep(step: position.step, epoch: position.epoch, loss: loss)
  }

  /// Has the optimizer take the factors of the next step.
  func followSchedules() {
    optimizer.learningRateFactor = learningRateFactor(ofStep: position.step)
    optimizer.centralizationFactor = centralizationSchedule(position.step)
  }

  /// The factor on the learning rate in a step, from 0, with the place that a plateau has brought it to now.
  func learningRateFactor(ofStep step: Int) -> Double {
    schedule(step) * (position.plateau?.factor ?? 1)
  }

  /// Tells of an evaluation on held-out examples, after which the learning rate may fall.
  public func evaluated(loss: Double) {
    if let plateau { position.plateau?.take(loss: loss, plateau) }
  }

  /// Counts a step that was made, or asked for, and has the mean of the weights take them in.
  func countStep() {
    position.step += 1
    position.stepInEpoch += 1
    average?.stepIsMade(position.step)
  }

  /// Gives a step up, so that another attempt takes the same batches.
  func giveUp() {
    next = nil
    microBatches?.abandon()
    optimizer.zeroGrad()
  }

  /// Whether each step looks at its gradients on its way.
  var looksAtGradients: Bool { sharpnessAware != nil || position.lossScale != nil }

  /// The mean loss of the steps made in this epoch.
  public var meanLoss: Double { position.lossSum / Double(max(position.stepInEpoch, 1)) }

  /// Goes on to the next epoch; no step may be on its way, see ``settle()``.
  public func finishEpoch() {
    precondition(pending == nil, "an epoch ends with a step of which nobody knows the loss")
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
}
