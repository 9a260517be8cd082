import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchVision

/// Each step in float32, from PyTorch's float64 weights and state, goes where PyTorch's goes.
///
/// Whole trajectories in float32 would not do: with batch norm they part by several per cent.
@Suite struct SingleStepTests {
  @Test(arguments: TrainingRun.all)
  func goesWherePyTorchsGoes(_ run: TrainingRun) throws {
    let fixture = try TrainingFixture()
    for step in 1...9 {
      let prefix = "\(run.name)/\(step)/weights/"
      let network = try fixture.network(prefix, dtype: .float32)
      let optimizer = Optimizer(
        [.init(network.namedParameters, learningRate: run.learningRate, run.named)])
      try optimizer.restore(run.state(of: network.namedParameters, step: step))
      let before = withoutGrad { network.parameters.map { $0.to(.float64) } }
      _ = fixture.loss(of: network, step: step)
      optimizer.step()
      var differences: [Tensor] = []
      var steps: [Tensor] = []
      try withoutGrad {
        for (parameter, before) in zip(network.namedParameters, before) {
          let now = try TrainingFixture.tensor(prefix + parameter.name)
          let next = try TrainingFixture.tensor(
            "\(run.name)/\(step + 1)/weights/\(parameter.name)")
          steps.append(next - now)
          differences.append(parameter.value.to(.float64) - before - (next - now))
        }
      }
      #expect(norm(differences) <= 1e-3 * norm(steps), "step \(step)")
    }
  }

  private func norm(_ tensors: [Tensor]) -> Double {
    Tensor.stacked(Foreach.norms(tensors)).norm().item
  }
}
