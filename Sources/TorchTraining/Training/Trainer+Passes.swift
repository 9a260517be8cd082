import Foundation
import Torch
import TorchDistributed
import TorchNN
import TorchOptimizers

// The passes of a step, which leave in each parameter the gradient of the step's mean loss.
extension Trainer {
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
    var bad: (batch: any TrainingBatch, number: Int)?
    let outcomes = try microBatches.pass { number in
      let batch = try batch(number)
      randomness.begin(step: step ?? position.step, microBatch: number)
      let value = pass(batch)
      if !value.isFinite, bad == nil { bad = (batch, number) }
      return Tensor([value, Double(batch.missing)])
    }.map { MicroBatches.Outcome($0) }
    missingImages = outcomes.map(\.missing).reduce(0, +)
    try throwIfNotFinite(outcomes, bad)
    return meanLoss(of: outcomes)
  }

  /// Refuses, in all processes, a step with a micro-batch whose loss is not finite.
  ///
  /// - Parameters:
  ///   - outcomes: those of all micro-batches.
  ///   - bad: the first of this process that is bad, with its number; `nil` where it has none.
  /// - Throws: `TrainingError.notFinite` for the first of all.
  func throwIfNotFinite(
    _ outcomes: [MicroBatches.Outcome], _ bad: (batch: any TrainingBatch, number: Int)?
  ) throws {
    guard let number = outcomes.firstIndex(where: { !$0.loss.isFinite }) else { return }
    // Whoever made it knows where it began, and all say the same.
    let origin = try group.broadcast(
      bad.map { Data(self.origin(of: $0.batch).utf8) } ?? Data(),
      from: number * group.size / accumulate)
    throw notFinite(outcomes[number].loss, String(decoding: origin, as: UTF8.self))
  }

  func meanLoss(of outcomes: [MicroBatches.Outcome]) -> Double {
    outcomes.reduce(0) { $0 + $1.loss / Double(accumulate) }
  }

  /// Makes the passes of this process, of which `body` gives each its row of numbers, and gives those of all.
  func passes(_ body: (Int) throws -> Tensor) throws -> [Tensor] {
    guard let microBatches else { return [try body(0)] }
    return try microBatches.pass(body)
  }

  /// Adds the gradients of a batch's share of the step to those that are there; the loss is the mean over
  /// the batch.
  private func pass(_ batch: any TrainingBatch) -> Double {
    let loss = computing { batch.loss(of: model) }
    let value = loss.item
    // With others that wait for this pass, it is made in any case.
    if value.isFinite || microBatches != nil { share(of: loss).backward() }
    return value
  }

  /// The same, without a look at the loss.
  func backward(_ batch: any TrainingBatch) -> Tensor {
    let loss = computing { batch.loss(of: model) }
    share(of: loss).backward()
    return loss.detached()
  }

  /// What is differentiated for a micro-batch: its part of the step's mean loss, scaled where that is scaled.
  private func share(of loss: Tensor) -> Tensor {
    let share = accumulate == 1 ? loss : loss / Double(accumulate)
    return position.lossScale.map { share.to(.float32) * $0.factor } ?? share
  }

  /// Does `body` with the passes that it makes in the precision of this training.
  func computing<Result>(_ body: () throws -> Result) rethrows -> Result {
    try precision.computing(on: device, body)
  }

  /// Ends a step whose gradients have been used.
  func clearGradients() {
    if let microBatches { microBatches.end(gradientsAreZero: false) } else { optimizer.zeroGrad() }
  }

  func nextBatch(_ observer: (any StepObserver)?) throws -> any TrainingBatch {
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

  func checkGradients() throws(TrainingError) {
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
