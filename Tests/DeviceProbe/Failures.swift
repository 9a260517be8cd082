import Foundation
import Settings
import Torch
import TorchNN
import TorchOptimizers
import TorchTraining

/// Prints whether a generator that has moved draws on the device what one that was made there does, and what becomes of
/// a mask that a generator of the CPU is to draw there.
func drawEverywhere() {
  let moved = Generator(seed: 5)
  let mask = { (generator: Generator) in
    Tensor.zeros([64], device: hostDevice).bernoulliLike(0.5, using: generator)
      .array(of: Float.self)
  }
  _ = Tensor.uniform([3], using: moved)
  moved.move(to: hostDevice)
  let made = Generator(seed: 5, on: hostDevice)
  print("equal", mask(moved) == mask(made), "device", moved.device)
  moved.start(from: 9)
  made.start(from: 9)
  print("started", mask(moved) == mask(made))
  fflush(nil)  // the next line ends the process
  _ = mask(Generator(seed: 5))
}

/// Prints what is said of a step in which something is not finite, and whether all that a training is made of is then
/// what it was before.
func breakSteps() {
  let cases: [(String, (Tensor, Int) -> Tensor)] = [
    ("loss", { loss, number in number == 1 ? loss * Double.nan : loss }),
    // The loss is a number, and its gradient is none.
    ("gradient", { loss, number in number == 1 ? loss + (loss * 0).sqrt() : loss }),
  ]
  for (word, change) in cases {
    for name in [OptimizerName.adam, .nadam, .sgd] {
      var named = name.usual
      named.centralization = Centralization()
      let training = trainer(
        .sequences, on: hostDevice, named.value, learningRate: 0.01,
        following: [Lookahead(steps: 2, alpha: 0.5)], change: change)
      do {
        _ = try training.advance()
        let before = state(of: training)
        let position = training.position
        var thrown: (any Error)?
        do {
          _ = try training.advance()  // asks for the bad step
          _ = try training.advance()  // hears of it
        } catch { thrown = error }
        let after = state(of: training)
        print(
          word, name.rawValue, "same", before == after, "position",
          training.position.step == position.step
            && training.position.stepInEpoch == position.stepInEpoch,
          thrown.map { "\($0)" } ?? "nothing")
      } catch { print("error: \(error)") }
    }
  }
}

/// Weights and the optimizer's memory.
private func state(of training: Trainer) -> [[Double]] {
  (training.model.parameters as [Tensor] + training.optimizer.state.map(\.tensor)).map {
    $0.array(of: Double.self)
  }
}
