import Torch
import TorchExperiments
import TorchNN
import TorchOptimizers

/// The code that `docs/OwnNetworks.md` shows, with the least around it that makes it a program.
enum OwnNetworks {
  private final class Transformer: Layer {
    let layer: Linear
    init(using generator: Generator) { layer = Linear(2, 2, using: generator) }
    func callAsFunction(_ x: Tensor) -> Tensor { layer(x) }
  }

  private struct Sorting: TrainingTask {
    let about = TaskDescription.classification
    let batchCount = 1
    init(_ run: RunConfiguration) throws {}
    func batches(epoch: Int, numbers: [Int]) -> () throws -> (any TrainingBatch)? { { nil } }
    func evaluate(
      _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
    ) -> Evaluation? { nil }
  }

  static var arms: [ComparedArm] {
    [
      .without, .centralized(),
      ComparedArm("convolutions", centralization: Centralization(.convolutions)),
      ComparedArm("lion", optimizer: .lion(Lion()), learningRate: 1e-4),
      ComparedArm("clipped") { $0.wrapping.clipNorm = 1 },
      ComparedArm("own chain") { network, run in
        Optimizer(
          network.trainedParameters, learningRate: run.course.learningRate,
          GradientCentralization(),
          Momentum(0.95))
      },
    ]
  }

  static func program() {
    let experiment = ExperimentProgram(
      "sorted digits",
      RunConfiguration(
        own: OwnParts(network: "transformer", data: "sorted digits"), optimizer: .adam(Adam()),
        course: Course(.epochs(6), batchSize: 64, learningRate: 0.002), machine: .usual),
      arms: [.without, .centralized()], seeds: 0..<4,
      OwnMakers(
        task: { run in try Sorting(run) },
        network: { run in Transformer(using: Generator(seed: run.start.seed)) }))
    experiment.main(in: "runs/sorted-digits", jobs: 2)
  }

  static func grid(_ options: RunConfiguration, _ makers: OwnMakers) -> ExperimentProgram {
    let experiment = ExperimentProgram(
      "rates", options,
      cells: [0.001, 0.01].map { rate in
        ComparedCell("rate-\(rate)") { $0.course.learningRate = rate }
      },
      arms: [.without, .centralized()], seeds: 0..<4, makers)
    return experiment
  }
}
