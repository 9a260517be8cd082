import TorchNN
import RunRecords
import EngineProtocol
import CentralizeOptions
import Torch
import TorchData
import TorchOptimizers

/// Makes the steps of a training and looks, now and then, at the loss around the step just made.
///
/// The step is made first and the loss looked at then, from the weights before it: so the direction is
/// that of the step that was really taken, whatever makes it. Afterwards weights and running statistics
/// are what the step left, and the optimizer is never asked: the training goes on as
/// if nothing had been measured, bit for bit.
final class LandscapeProbe: StepObserver {
  private(set) var points: [LandscapePoint] = []
  private let trainer: Trainer
  private let monitor: CentralizationMonitor
  private let every: Int
  /// Those that this process made of the last step.
  private(set) var batches: [any TrainingBatch] = []
  private let fanIns: [FanIn?]

  /// Looks at every `every`-th step of a training that has made none.
  init(_ trainer: Trainer, _ monitor: CentralizationMonitor, every: Int) {
    (self.trainer, self.monitor, self.every) = (trainer, monitor, every)
    let watched = monitor.weights
    fanIns = trainer.model.trainedParameters.map { parameter in
      watched.first { $0.parameter.value === parameter.value }?.fanIn
    }
  }

  /// Makes a step and waits for it; `nil` at the end of the epoch.
  ///
  /// - Throws: what `Trainer.step()` does.
  func step() throws -> [FinishedStep]? {
    let isLookedAt = (trainer.position.step + 1).isMultiple(of: every)
    let before = isLookedAt ? NetworkState(of: trainer.model) : nil
    let last = batches
    batches = []
    guard let finished = try trainer.advance(observedBy: self).map({ try $0 + trainer.settle() })
    else {
      batches = last
      return nil
    }
    // A step that was left out leads nowhere.
    guard let before, !trainer.hasOverflowed else { return finished }
    let after = NetworkState(of: trainer.model)
    if let point = try look(from: before, to: after) { points.append(point) }
    trainer.model.zeroGrad()
    after.restore()
    return finished
  }

  func takes(_ batch: any TrainingBatch) { batches.append(batch) }
  func looksAtGradients(ofStep step: Int) -> Bool { false }

  /// What is found along the step between two states; `nil` where there is no gradient to compare with.
  private func look(
    from before: NetworkState, to after: NetworkState
  ) throws -> LandscapePoint? {
    before.restore()
    guard let origin = try pass() else { return nil }
    let norm = Tensor.norm(of: origin.gradients)
    guard norm.isFinite else { return nil }
    let shares = monitor.gradientShares().map {
      LandscapePoint.Share(name: $0.name, share: $0.value)
    }
    let direction = withoutGrad { zip(after.weights, before.weights).map { $0 - $1 } }
    let lengths = try LandscapePoint.measuredSteps.map { steps in
      before.move(along: direction, by: steps)
      let distance = before.distance
      let found = try pass()
      let change = found.map { self.change(from: origin.gradients, to: $0.gradients) }
      return LandscapePoint.Length(
        steps: steps, distance: distance, loss: found?.loss,
        gradientChange: change.flatMap { $0.whole.isFinite ? $0.whole : nil },
        centralizedChange: change.flatMap { $0.centralized.isFinite ? $0.centralized : nil })
    }
    return LandscapePoint(
      step: trainer.position.step, loss: origin.loss, gradientNorm: norm, lengths: lengths,
      shares: shares)
  }

  /// How far apart two gradients are, and how far when both are centralized.
  private func change(
    from old: [Tensor], to new: [Tensor]
  ) -> (whole: Double, centralized: Double) {
    withoutGrad {
      let differences = zip(old, new).map { $1.to(.float64) - $0.to(.float64) }
      let centralized = zip(differences, fanIns).map { difference, fanIn in
        fanIn.map { difference.centralized(over: $0) } ?? difference
      }
      return (Tensor.norm(of: differences), Tensor.norm(of: centralized))
    }
  }

  /// The loss of the step's batches with the weights as they are, and its gradient.
  ///
  /// The gradient of a parameter that the loss does not depend on is zeros. `nil` where the loss is not
  /// finite, or its gradients overflow in fp16.
  private func pass() throws -> (loss: Double, gradients: [Tensor])? {
    trainer.model.zeroGrad()
    // That of the step just made: dropout draws the same masks again.
    let step = trainer.position.step - 1
    let loss: Double
    do {
      loss = try trainer.addGradients(step: step, of: { batches[$0 - trainer.own.lowerBound] })
    } catch let error as TrainingError where error.isOfNumbers {
      return nil
    } catch is GradientOverflow { return nil }
    let gradients = trainer.model.trainedParameters.map { parameter in
      withoutGrad { (parameter.value.grad ?? parameter.value.zerosLike()).detached().clone() }
    }
    return (loss, gradients)
  }
}
