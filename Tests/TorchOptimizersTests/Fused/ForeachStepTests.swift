import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// The steps by lists of tensors, which other devices take, are those of the chains.
@Suite struct ForeachStepTests {
  @Test(arguments: FusedChainTests.runs)
  func areThoseOfTheChain(_ run: OracleRun) throws {
    let twins = FusedTwins(.float64)
    let group = run.optimizer.group(twins.fused, run.variant)
    let part = OptimizerPart(group)
    let chain = try #require(part.fusedChain)
    let chained = Optimizer([run.optimizer.group(twins.chained, run.variant)])
    let all = Array(part.state.parameters.indices)
    for count in 1...3 {
      twins.drawGradients(UInt64(count))
      withoutGrad {
        ForeachStep(
          chain: chain,
          settings: chain.settings(rate: group.learningRate, centralizationFactor: 1)
        ).run(
          twins.fused.map(\.value), gradients: twins.fused.compactMap(\.value.grad),
          slots: chain.slots.map { part.state.slot($0, for: all) },
          steps: all.map { _ in count })
      }
      chained.step()
    }
    for (listed, expected) in zip(twins.fused, twins.chained) where listed.value.count > 0 {
      let off = withoutGrad { (listed.value - expected.value).abs().max().item }
      #expect(off <= 1e-9, "\(listed.name)")
    }
  }
}
