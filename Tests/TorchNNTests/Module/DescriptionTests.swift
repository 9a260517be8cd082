import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers

@Suite struct DescriptionTests {
  private final class Block: Layer {
    let conv: Conv2d
    let norm: GroupNorm
    let shortcut: Sequential?
    init(_ channels: Int, shortcut: Bool, using generator: Generator) {
      conv = Conv2d(channels, channels, kernel: 3, padding: 1, bias: false, using: generator)
      norm = GroupNorm(2, channels)
      self.shortcut =
        shortcut ? Sequential(Conv2d(channels, channels, kernel: 1, using: generator)) : nil
    }
    func callAsFunction(_ x: Tensor) -> Tensor { norm(conv(x)) + (shortcut?(x) ?? x) }
  }

  private final class Network: Layer {
    let layer1: [Block]
    let fc: Linear
    init(using generator: Generator) {
      layer1 = [true, false].map { Block(4, shortcut: $0, using: generator) }
      fc = Linear(4, 1000, using: generator)
    }
    func callAsFunction(_ x: Tensor) -> Tensor { fc(layer1.reduce(x) { $1($0) }.mean([2, 3])) }
  }

  @Test func aNetworkIsATree() {
    let network = Network(using: Generator(seed: 0))
    network.freeze { $0.hasPrefix("layer1.1") }
    #expect(
      "\(network)" == """
        Network                     5,324
        ├─ layer1.0: Block            172
        │  ├─ conv: Convolution<2>    144  weight [4, 4, 3, 3]
        │  ├─ norm: GroupNorm           8  weight [4], bias [4]
        │  └─ shortcut: Sequential     20
        │     └─ 0: Convolution<2>     20  weight [4, 4, 1, 1], bias [4]
        ├─ layer1.1: Block            152
        │  ├─ conv: Convolution<2>    144  weight [4, 4, 3, 3]; frozen
        │  └─ norm: GroupNorm           8  weight [4], bias [4]; frozen
        └─ fc: Linear               5,000  weight [1000, 4], bias [1000]
        """)
  }

  @Test func anOptimizerIsItsChain() {
    let model = Sequential(Linear(4, 3, using: Generator(seed: 0)), ReLU())
    let chain = Optimizer(
      model.namedParameters, learningRate: 0.1,
      WeightDecay(5e-4), GradientCentralization(), Momentum(0.9))
    chain.learningRateFactor = 0.5
    #expect(
      "\(chain)" == """
        Optimizer of 15 numbers in 2 parameters, learning rate 0.05
          WeightDecay(factor: 0.0005)
          GradientCentralization(scope: all, minimumFanIn: 2, fanIn: layer, strength: 1.0, axis: input, isScaled: false)
          Momentum(decay: 0.9, form: sum, dampening: 0.0, isNesterov: false)
        """)
    let (weight, bias) = (model.namedParameters[0], model.namedParameters[1])
    let groups = Optimizer(
      [
        .init([weight], learningRate: 0.1, [WeightDecay(0.5)], following: [Lookahead()]),
        .init([bias], learningRate: 1, [WeightDecay(0)]),
      ], preceding: [GlobalNormClipping(2)])
    #expect(
      "\(groups)" == """
        Optimizer of 15 numbers in 2 parameters
          all: GlobalNormClipping(limit: 2.0)
          12 numbers in 1 parameter, learning rate 0.1
            WeightDecay(factor: 0.5)
            then Lookahead(steps: 5, alpha: 0.5)
          3 numbers in 1 parameter, learning rate 1.0
            WeightDecay(factor: 0.0)
        """)
  }
}
