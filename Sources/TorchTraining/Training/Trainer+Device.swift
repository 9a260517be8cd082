import Torch
import TorchOptimizers

// On a device other than the CPU a step is asked for while the one before is still being made: loss and finiteness stay
// on the device, which itself leaves the weights as they are where something is not finite, and the CPU reads both
// while the device works on the next step.
extension Trainer {
  /// Makes one optimizer step, without waiting for a device to come to its end.
  ///
  /// - Parameter observer: who looks on.
  /// - Returns: the steps whose loss has become known with this call, in their order: on the CPU the one that was made,
  ///   else the one before; `nil` at the end of the epoch, where no step was made.
  /// - Throws: what ``step(observedBy:)`` does, of the one before too; ``position`` is then what it was before the step
  ///   that is named.
  public func advance(
    observedBy observer: (any StepObserver)? = nil
  ) throws -> [FinishedStep]? {
    guard position.stepInEpoch < stepsPerEpoch else { return nil }
    guard isAhead(of: observer) else {
      let before = try settle()
      return try before + [immediateStep(observer)]
    }
    followSchedules()
    do { return try askForStep(observer) } catch {
      giveUp()
      throw error
    }
  }

  /// Waits for the steps that were asked for.
  ///
  /// - Returns: those whose loss was not known before.
  /// - Throws: `TrainingError.notFinite` or `TrainingError.gradientNotFinite` for a step that changed no weight, before
  ///   which ``position`` is then.
  public func settle() throws -> [FinishedStep] {
    guard let asked = pending else { return [] }
    pending = nil
    let (outcomes, isMade) = asked.outcome()
    let loss = meanLoss(of: outcomes)
    if isMade {
      position.lossSum += loss
      position.skippedImages += outcomes.map(\.missing).reduce(0, +)
      return [FinishedStep(step: asked.position.step + 1, epoch: asked.position.epoch, loss: loss)]
    }
    optimizer.takeBackStep()
    position = asked.position
    let parameter = optimizer.lastNonFiniteGradient?.parameter
    giveUp()
    let bad = asked.batches.indices.first { !outcomes[asked.first + $0].loss.isFinite }
      .map { (batch: asked.batches[$0], number: asked.first + $0) }
    if let bad { randomness.begin(step: position.step, microBatch: bad.number) }
    try throwIfNotFinite(outcomes, bad)
    throw TrainingError.gradientNotFinite(
      step: position.step + 1, parameter: parameter ?? "a parameter")
  }

  /// Whether the next step is asked for without waiting: not on the CPU, nor where its gradients are looked at on the way.
  private func isAhead(of observer: (any StepObserver)?) -> Bool {
    device != .cpu && !looksAtGradients
      && !(observer?.looksAtGradients(ofStep: position.step + 1) ?? false)
  }

  private func askForStep(_ observer: (any StepObserver)?) throws -> [FinishedStep] {
    var batches: [any TrainingBatch] = []
    let rows = try passes { number in
      let batch = try nextBatch(observer)
      batches.append(batch)
      randomness.begin(step: position.step, microBatch: number)
      return PendingStep.row(loss: backward(batch), missing: batch.missing)
    }
    // The device is busy with these passes while the outcome of the step before is read.
    let finished = try settle()
    let losses = withoutGrad { rows.map { $0.select(0, 0) } }
    let isMade = optimizer.stepIfFinite(losses)
    pending = PendingStep(
      at: position, batches, from: own.lowerBound, rows: rows, isMade: isMade)
    clearGradients()
    countStep()
    return finished
  }
}
