import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Order and meaning: traps 11 to 18.
@Suite struct OrderTraps {
  /// How far the units' sums have moved after ten steps, and the weight.
  private func train(_ named: some NamedOptimizer) -> (moved: Double, weight: TrapParameter) {
    let weight = TrapParameter([4, 9], .weight(.linear))
    let optimizer = Optimizer(weight.named, learningRate: 0.1, named)
    for seed in 1...10 {
      weight.value.grad = .normal(
        [4, 9], mean: 1, dtype: .float64, using: Generator(seed: UInt64(seed)))
      optimizer.step()
    }
    let moved = withoutGrad { (weight.value.sum([1]) - weight.start.sum([1])).abs().max().item }
    return (moved, weight)
  }

  @Test func trap11adamKeepsTheMeanOnlyIfTheStepIsCentralized() {
    #expect(train(Adam(centralization: .init())).moved > 1e-3)
    #expect(train(Adam(centralization: .init(placement: .update))).moved < 1e-12)
  }

  @Test func trap12theOrderOfDecayDecidesWhetherTheMeanDecays() {
    let before = train(SGD(weightDecay: 0.5, centralization: .init()))
    #expect(before.moved < 1e-12)
    let after = train(SGD(weightDecay: 0.5, centralization: .init(decayOrder: .after))).weight
    // Ten times w ← w − 0.1·(Φ(g) + 0.5·w): the sums shrink by 0.95¹⁰.
    let factor = (0..<10).reduce(1.0) { product, _ in product * 0.95 }
    withoutGrad {
      #expect(maxDifference(after.value.sum([1]), after.start.sum([1]) * factor) < 1e-12)
    }
  }

  @Test func trap13aSumIsNoAverage() {
    func weight(_ form: Momentum.Form, _ rate: Double) -> Tensor {
      let weight = TrapParameter([4, 9], .weight(.linear))
      let optimizer = Optimizer(weight.named, learningRate: rate, Momentum(0.75, form: form))
      for _ in 0..<5 { optimizer.step() }
      return weight.value.detached()
    }
    #expect(maxDifference(weight(.sum, 0.01), weight(.average, 0.01)) > 0.01)
    #expect(maxDifference(weight(.sum, 0.01), weight(.average, 0.04)) < 1e-12)
  }

  @Test func trap14whatIsClippedFirstIsShorterAfterwards() {
    let weight = TrapParameter([4, 9], .weight(.linear))
    let (clip, phi) = (GlobalNormClipping(1), GradientCentralization())
    #expect(abs(weight.update(phi, clip).norm().item - 1) < 1e-5)
    #expect(weight.update(clip, phi).norm().item < 0.9)
  }

  @Test(arguments: [false, true])
  func trap15theWarmUpOfRAdamDoesNotGiveItsMemoryAway(_ isOnUpdate: Bool) throws {
    // Followed by links that change the update, and by decay.
    let weight = TrapParameter([4, 9], .weight(.linear))
    let named = Ranger(
      RAdamScaling(beta1: 0.5), weightDecay: 0.1,
      centralization: .init(placement: isOnUpdate ? .update : .gradient))
    let optimizer = Optimizer(weight.named, learningRate: 0.1, named)
    var mean = Tensor.zeros([4, 9], dtype: .float64)
    for _ in 0..<8 {
      let gradient =
        isOnUpdate ? weight.gradient : weight.gradient.centralized(over: .linear)
      mean = mean * 0.5 + gradient * 0.5
      optimizer.step()
      let found = try #require(optimizer.state.first { $0.name == "radam.mean/w" }).tensor
      #expect(maxDifference(found, mean) < 1e-14)
    }
  }

  @Test func trap16theFirstStepOfRAdamIsTheGradientTimesTheRate() {
    let weight = TrapParameter([4, 9], .weight(.linear))
    let optimizer = Optimizer(weight.named, learningRate: 0.125, RAdam())
    optimizer.step()
    withoutGrad {
      #expect(maxDifference(weight.start - weight.value, weight.gradient * 0.125) < 1e-12)
    }
  }

  @Test(arguments: OracleOptimizer.all.filter { $0.decay == .decoupled })
  func trap17everyTensorDecays(_ optimizer: OracleOptimizer) {
    let all = SampleParameters()
    for parameter in all.named { parameter.value.grad = parameter.value.detached().zerosLike() }
    let before = all.values
    Optimizer([optimizer.group(all.named, .none)]).step()
    for (name, value) in before {
      let expected = value * (1 - optimizer.rate * OracleOptimizer.lambda)
      #expect(maxDifference(all[name], expected) < 1e-12, "\(name)")
    }
  }

  @Test func trap18theRadiusIsThatOfTheCentralizedGradient() {
    // The loss ½·‖w − c‖² has the gradient w − c, wherever w is.
    let weight = TrapParameter([4, 9], .weight(.linear))
    let c = Tensor.normal([4, 9], dtype: .float64, using: Generator(seed: 4))
    let optimizer = Optimizer(weight.named, learningRate: 0.1, SGD(centralization: .init()))
    let sam = SharpnessAwareMinimization(optimizer, radius: 0.25, buffers: [])
    var seen: [Tensor] = []
    sam.step {
      seen.append(withoutGrad { weight.value.clone() })
      let difference = weight.value - c
      ((difference * difference).sum() * 0.5).backward()
    }
    #expect(seen.count == 2)
    let direction = (weight.start - c).centralized(over: .linear)
    let moved = seen[1] - seen[0]
    #expect(maxDifference(moved, direction * (0.25 / direction.norm().item)) < 1e-10)
    #expect(abs(moved.norm().item - 0.25) < 1e-10)
    let expected = weight.start - (seen[1] - c).centralized(over: .linear) * 0.1
    #expect(maxDifference(weight.value, expected) < 1e-12)
  }
}
