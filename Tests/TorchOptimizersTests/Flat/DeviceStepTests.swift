import TestSupport
import Testing
import Torch

@testable import TorchOptimizers

/// The steps of other devices, which see all parameters of a group as one, are those of the chains; here on tensors of
/// the CPU.
@Suite struct DeviceStepTests {
  /// Every optimizer that sees output units, or none, with and without slow weights.
  static let runs = OracleRun.all.filter { $0.scope == .all }

  private func step(_ optimizer: Optimizer, ifFinite others: [Tensor]? = nil) -> Bool? {
    withoutGrad {
      optimizer.onDevice.run(
        ifFinite: others, rate: optimizer.rate, centralizationFactor: optimizer.centralizationFactor
      )
    }.map { $0.item == 1 }
  }

  /// The optimizer whose steps are those of a device, and that of the chain.
  private func optimizers(
    of twins: FusedTwins, _ named: some NamedOptimizer
  ) -> (flat: Optimizer, chained: Optimizer) {
    (
      Optimizer(twins.fused, learningRate: 0.01, named),
      Optimizer([Optimizer.Group(twins.chained, learningRate: 0.01, named).unfused])
    )
  }

  private func makeSteps(_ twins: FusedTwins, _ flat: Optimizer, _ chained: Optimizer) {
    for count in 1...3 {
      twins.drawGradients(UInt64(count))
      _ = step(flat)
      chained.step()
    }
  }

  private func expectEqual(_ twins: FusedTwins, within bound: Double) {
    for (flat, expected) in zip(twins.fused, twins.chained) where flat.value.count > 0 {
      let off = withoutGrad { (flat.value - expected.value).abs().max().item }
      #expect(off <= bound, "\(flat.name)")
    }
  }

  @Test(arguments: runs)
  func areThoseOfTheChain(_ run: OracleRun) {
    for layout in [FusedTwins.Layout.contiguous, .channelsLast] {
      let twins = FusedTwins(.float64, layout)
      let flat = Optimizer([run.optimizer.group(twins.fused, run.variant)])
      let chained = Optimizer([run.optimizer.group(twins.chained, run.variant).unfused])
      for count in 1...3 {
        twins.drawGradients(UInt64(count))
        #expect(step(flat, ifFinite: count == 2 ? [Tensor(1.0)] : nil) == (count == 2 ? true : nil))
        chained.step()
      }
      expectEqual(twins, within: 1e-12)
      // The memory is that of the chain too, and where the chain has it.
      #expect(flat.state.map(\.name) == chained.state.map(\.name))
      for (own, other) in zip(flat.state, chained.state) where own.tensor.count > 0 {
        let off = (own.tensor.to(.float64) - other.tensor.to(.float64)).abs().max().item
        #expect(off <= 1e-12, "\(own.name)")
      }
    }
  }

  /// One dtype and one count of steps make one flat parameter, and half precision none.
  @Test(arguments: [DType.float32, .bfloat16])
  func inFloat32AndShorter(_ dtype: DType) {
    let twins = FusedTwins(dtype, .channelsLast)
    let named = AdamW(weightDecay: 0.1, centralization: Centralization(placement: .update))
    let (flat, chained) = optimizers(of: twins, named)
    makeSteps(twins, flat, chained)
    expectEqual(twins, within: dtype == .float32 ? 1e-6 : 0)
  }

  /// What is not finite anywhere, or in a number beside the gradients, leaves all as it was.
  @Test(arguments: runs, [0, 1])
  func whatIsNotFiniteChangesNothing(_ run: OracleRun, _ made: Int) {
    let twins = FusedTwins(.float64)
    let flat = Optimizer([run.optimizer.group(twins.fused, run.variant)])
    for count in 0..<made {
      twins.drawGradients(UInt64(count))
      _ = step(flat)
    }
    twins.drawGradients(9)
    func bits() -> [String: [Double]] {
      Dictionary(
        uniqueKeysWithValues: flat.state.filter { !$0.name.hasPrefix("steps/") }.map {
          ($0.name, $0.tensor.array(of: Double.self))
        } + twins.fused.map { ($0.name, $0.value.array(of: Double.self)) })
    }
    let before = bits()
    let counts = flat.parts.map(\.state.counts)
    let bad = twins.fused.first { $0.value.count > 3 }?.value.grad
    for spoil in [true, false] {
      if spoil { withoutGrad { bad?.select(0, 0).fill(.nan) } }
      #expect(step(flat, ifFinite: [Tensor(spoil ? 1 : Double.infinity)]) == false)
      #expect(flat.onDevice.nonFiniteParameter() == (spoil ? "p0" : nil))
      if spoil { withoutGrad { bad?.select(0, 0).fill(1) } }
      for (part, counts) in zip(flat.parts, counts) { part.state.counts = counts }
      let after = bits()
      for (name, values) in after {
        // What a first step makes in any case is zero, or for slow weights the weights as they are.
        let slow = name.hasPrefix("lookahead.slow/") ? before[String(name.dropFirst(15))] : nil
        #expect((before[name] ?? slow ?? values.map { _ in 0 }) == values, "\(name)")
      }
    }
  }

  /// What is compared with the paper's centralization sees each parameter for itself.
  @Test(arguments: [
    Centralization(axis: .output), Centralization(axis: .tensor), Centralization(isScaled: true),
    Centralization(placement: .moment),
  ])
  func variantsOfCentralizationAreThoseOfTheChain(_ centralization: Centralization) {
    let twins = FusedTwins(.float64)
    let named = Adam(weightDecay: 0.1, centralization: centralization)
    let (flat, chained) = optimizers(of: twins, named)
    makeSteps(twins, flat, chained)
    expectEqual(twins, within: 0)
  }

  @Test func parametersThatComeLaterHaveStepsOfTheirOwn() {
    let twins = FusedTwins(.float64)
    let named = Adam(weightDecay: 0.01, centralization: Centralization())
    let (flat, chained) = optimizers(of: twins, named)
    for count in 1...4 {
      twins.drawGradients(UInt64(count))
      // The third comes with the second step, and the first leaves one out.
      for parameters in [twins.fused, twins.chained] {
        if count == 1 { parameters[2].value.grad = nil }
        if count == 3 { parameters[0].value.grad = nil }
      }
      _ = step(flat)
      chained.step()
    }
    expectEqual(twins, within: 1e-12)
  }

  @Test func restoredMemoryIsTakenUp() throws {
    let twins = FusedTwins(.float64)
    let named = Adam(weightDecay: 0.01, centralization: Centralization())
    let (flat, chained) = optimizers(of: twins, named)
    for count in 1...4 {
      twins.drawGradients(UInt64(count))
      _ = step(flat)
      chained.step()
      try flat.restore(
        Dictionary(uniqueKeysWithValues: chained.state.map { ($0.name, $0.tensor.clone()) }))
    }
    expectEqual(twins, within: 1e-12)
  }

  @Test func clippingLooksAtAllGroupsAndWaitsForNobody() {
    let twins = FusedTwins(.float64)
    func optimizer(_ parameters: [Named<Parameter>], _ isUnfused: Bool) -> Optimizer {
      let groups = [parameters.prefix(6), parameters.dropFirst(6)].map {
        Optimizer.Group(
          Array($0), learningRate: 0.1, SGD(momentum: 0.9, centralization: Centralization()))
      }
      return Optimizer(
        isUnfused ? groups.map(\.unfused) : groups, preceding: [GlobalNormClipping(0.5)])
    }
    let (flat, chained) = (optimizer(twins.fused, false), optimizer(twins.chained, true))
    makeSteps(twins, flat, chained)
    expectEqual(twins, within: 1e-12)
  }
}
