import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// The fused kernels make the step that the chain makes, of every chain that they know.
@Suite struct FusedChainTests {
  static let runs = OracleRun.all.filter {
    $0.scope == .all && $0.optimizer.lookahead == nil
      && FusedChain(Chain($0.optimizer.named($0.variant.centralization(.all)).chain)) != nil
  }

  @Test func theCommonOptimizersAreFused() {
    let names = Set(Self.runs.map(\.optimizer.testDescription))
    let expected: Set = [
      "SGD", "momentum", "Nesterov", "dampened", "averaged", "averaged Nesterov", "SGDW",
      "SGDW with momentum", "Adam", "AdamW", "Adagrad", "RMSprop", "Lion",
    ]
    #expect(names == expected)
    // All variants of each: 4 of a coupled decay, 5 of a decoupled one.
    #expect(Self.runs.count == 9 * 4 + 4 * 5)
  }

  @Test(arguments: runs)
  func everyLayout(_ run: OracleRun) {
    for (dtype, layout) in [
      (DType.float32, FusedTwins.Layout.contiguous), (.float32, .channelsLast),
      (.float32, .unaligned), (.bfloat16, .channelsLast), (.float16, .unaligned),
    ] {
      let twins = FusedTwins(dtype, layout)
      let fused = Optimizer([run.optimizer.group(twins.fused, run.variant)])
      let chained = Optimizer([run.optimizer.group(twins.chained, run.variant).unfused])
      for step in 1...2 {
        twins.drawGradients(UInt64(step))
        (fused.learningRateFactor, chained.learningRateFactor) = (
          1 / Double(step), 1 / Double(step)
        )
        fused.step()
        chained.step()
        // Only the transposed convolution, where it is centralized, has no contiguous units.
        #expect(fused.chainedCount == (run.variant == .none ? 0 : 1), "\(layout)")
        #expect(chained.chainedCount == twins.chained.count)
      }
      twins.expectEqual(fused, chained, "\(dtype), \(layout)")
    }
  }

  @Test func everyInstructionSet() async {
    // In a process of its own, as the choice is for the whole process.
    await #expect(processExitsWith: .success) {
      for name in ["baseline", "avx2", "avx512", "neon"]
      where FusedKernels.use(instructionSet: name) {
        #expect(FusedKernels.instructionSet == name)
        for run in FusedChainTests.runs {
          for dtype in [DType.float32, .bfloat16, .float16] {
            let twins = FusedTwins(dtype)
            let fused = Optimizer([run.optimizer.group(twins.fused, run.variant)])
            let chained = Optimizer([run.optimizer.group(twins.chained, run.variant).unfused])
            for step in 1...2 {
              twins.drawGradients(UInt64(step))
              fused.step()
              chained.step()
            }
            twins.expectEqual(fused, chained, "\(name), \(run.testDescription), \(dtype)")
          }
        }
      }
      #expect(!FusedKernels.use(instructionSet: "abacus"))
      #expect(FusedKernels.use(instructionSet: nil))
    }
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() async {
    await #expect(processExitsWith: .success) {
      let shapes: [([Int], Parameter.Role)] = [
        ([300, 301], .weight(.linear)), ([30_001], .bias), ([3, 40_003], .weight(.linear)),
        ([9_000, 9], .weight(.linear)),
      ]
      let kinds: Set = ["SGD", "Nesterov", "AdamW", "RMSprop", "Lion"]
      for run in FusedChainTests.runs where kinds.contains(run.optimizer.testDescription) {
        let twins = FusedTwins(.float32, .contiguous, shapes)
        twins.expectSameBitsOfThreads(run.testDescription) {
          run.optimizer.group($0, run.variant)
        }
      }
    }
  }
}
