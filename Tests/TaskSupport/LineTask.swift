package import RunRecords
package import Settings
package import Torch
package import TorchNN
package import TorchTraining

/// Guesses `y = 2x₀ − x₁` from `x`, with a linear layer: a task of a program's own.
package struct LineTask: TrainingTask {
  package let about = TaskDescription(
    name: "line", lossUnit: "m²",
    metrics: [Metric("error", title: "absolute error", better: .less, unit: "m", digits: 3)])
  package let batchCount = 4
  package let digests: [String: String]

  /// The task, on points that a run knows by these digests.
  package init(digests: [String: String] = [:]) { self.digests = digests }

  /// Eight points that follow from where they are in the training.
  package struct Points: LayerBatch {
    package let input: Tensor
    let output: Tensor

    package init(_ place: Int) {
      input = .normal([8, 2], using: Generator(seed: UInt64(place)))
      output = input.linear(Tensor([2, -1] as [Float], shape: [1, 2]), nil)
    }

    package func loss(of network: any Layer) -> Tensor { network(input).meanSquaredError(output) }
  }

  package func makeNetwork(for configuration: RunConfiguration) -> any Module {
    Linear(2, 1, using: Generator(seed: configuration.start.seed))
  }

  package func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? {
    var places = numbers[...]
    return { places.popFirst().map { Points(epoch * batchCount + $0) } }
  }

  package func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation? {
    let points = Points(part == .test ? 1_000_000 : 2_000_000)
    let error = (network.asLayer(points.input) - points.output).abs().mean().item
    try pass.batchEnds()
    return Evaluation(loss: points.loss(of: network).item, metrics: ["error": error])
  }
}
