import ArgumentParser
import CentralizeOptions
import Streams

/// `centralize optimizers`.
struct Optimizers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the optimizers, their options, and what goes around them.",
    discussion: """
      An option that an optimizer does not have is refused. All have --learning-rate, \
      --weight-decay and --clip-norm, and each can be centralized: see --placement.

      Examples:
        centralize optimizers
        centralize train --model resnet8 --dataset fashion-mnist --optimizer lion
        centralize train --model resnet8 --dataset mnist --lookahead 5:0.5 --sam 0.05
      """)

  func run() {
    let rows = OptimizerName.allCases.map {
      [$0.rawValue, $0.defaultLearningRate.inWords, $0.decayForm.rawValue, $0.summary]
    }
    StandardOutput.print(TextColumns([["optimizer", "rate", "decay", "description"]] + rows).text)
    StandardOutput.print("\nThe decay")
    StandardOutput.print(
      TextColumns(DecayForm.allCases.map { ["  " + $0.rawValue, $0.summary] }).text)
    StandardOutput.print("\nOptions of their own")
    StandardOutput.print(
      TextColumns(
        OptimizerName.allCases.map { name in
          ["  " + name.rawValue, name.ownOptions.map(\.flag).joined(separator: " ")]
        }
      ).text)
    StandardOutput.print("\nAround any optimizer")
    StandardOutput.print(
      TextColumns([
        ["  --lookahead K:ALPHA", "every K steps, step back part of the way to slow weights"],
        ["  --sam RHO", "take the gradient where the loss close by is highest"],
        ["  --ema DECAY", "a running mean of the weights, measured beside them"],
      ]).text)
  }
}
