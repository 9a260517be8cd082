import Torch

/// A step that a device has been asked to make, and of which the CPU does not know yet what came out.
struct PendingStep {
  /// Where the training stood before it.
  let position: TrainingPosition
  /// The micro-batches that this process made, and the number of the first.
  let batches: [any TrainingBatch]
  let first: Int
  private let copy: HostCopy

  /// A step that was asked for.
  ///
  /// - Parameters:
  ///   - position: where the training stands.
  ///   - batches: the micro-batches that this process made.
  ///   - first: the number of the first of them.
  ///   - rows: those of ``row(loss:missing:)`` for each micro-batch of all processes.
  ///   - isMade: whether the step changed the weights.
  init(
    at position: TrainingPosition, _ batches: [any TrainingBatch], from first: Int, rows: [Tensor],
    isMade: Tensor
  ) {
    (self.position, self.batches, self.first) = (position, batches, first)
    copy = HostCopy(
      withoutGrad { .concatenated(rows + [isMade.to(.float64).reshaped([1])]) })
  }

  /// What is told of a micro-batch, where its loss is.
  static func row(loss: Tensor, missing: Int) -> Tensor {
    withoutGrad {
      .stacked([
        loss.to(.float64), .full([], Double(missing), dtype: .float64, device: loss.device),
      ])
    }
  }

  /// What came out; waits for it.
  func outcome() -> (microBatches: [MicroBatches.Outcome], isMade: Bool) {
    let numbers = copy.array(of: Double.self)
    let outcomes = stride(from: 0, to: numbers.count - 1, by: 2).map {
      MicroBatches.Outcome(loss: numbers[$0], missing: Int(numbers[$0 + 1]))
    }
    return (outcomes, numbers[numbers.count - 1] == 1)
  }
}

/// A step of which the loss is known.
public struct FinishedStep: Hashable, Sendable {
  /// The step, counted over the whole training from 1.
  public let step: Int
  /// The epoch that it belongs to, from 0.
  public let epoch: Int
  /// The mean loss of its micro-batches.
  public let loss: Double
}
