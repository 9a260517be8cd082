import CAllocationCount
import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// A warm step of the fused kernels allocates nothing.
@Suite struct AllocationTests {
  private func allocations(_ body: () -> Void) -> Int {
    ct_test_count_allocations()
    body()
    return Int(ct_test_allocations())
  }

  @Test func theCountCounts() {
    #expect(allocations { _ = Tensor.zeros([3]) } > 0)
    #expect(allocations {} == 0)
  }

  @Test(arguments: FusedChainTests.runs, [false, true])
  func aWarmStepDoesNot(_ run: OracleRun, _ clearing: Bool) {
    let shapes = FusedTwins.shapes.filter {
      $0.role != .weight(.transposedConvolution(spatialDims: 2, groups: 2))
    }
    let twins = FusedTwins(.float32, .contiguous, shapes)
    let optimizer = Optimizer([run.optimizer.group(twins.fused, run.variant)])
    twins.drawGradients(1)
    optimizer.step(clearingGradients: clearing)
    #expect(optimizer.chainedCount == 0)
    optimizer.learningRateFactor = 0.5
    #expect(allocations { optimizer.step(clearingGradients: clearing) } == 0)
  }
}
