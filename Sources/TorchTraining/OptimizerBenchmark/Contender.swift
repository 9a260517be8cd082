import EngineProtocol
import CentralizeOptions
import Torch
import TorchOptimizers

/// One way of making an optimizer's step, to be timed.
struct Contender {
  let name: OptimizerBenchmark.Way
  let step: () -> Void
}

extension BenchmarkSubject {
  private static let learningRate = 1e-6
  private static let weightDecay = 5e-4

  func contenders(_ optimizer: OptimizerBenchmark.Rule) -> [Contender] {
    var result = [
      Contender(name: optimizer == .lion ? .lists : .libtorch, step: libtorchStep(optimizer)),
      Contender(name: .without, step: ownStep(optimizer, nil)),
      Contender(name: .gradient, step: ownStep(optimizer, Centralization())),
      Contender(name: .update, step: ownStep(optimizer, Centralization(placement: .update))),
      Contender(name: .bareLoop, step: bareLoop(optimizer)),
    ]
    // Each has a memory of its own, which of a large network is much.
    if network == .resnet50 { result += variants(optimizer) }
    if optimizer == .sgd {
      result.append(Contender(name: .perTensor, step: perTensorStep(inPlace: false)))
      result.append(Contender(name: .perTensorInPlace, step: perTensorStep(inPlace: true)))
    }
    return result
  }

  private func variants(_ optimizer: OptimizerBenchmark.Rule) -> [Contender] {
    let scaled = Centralization(isScaled: true)
    var result = [
      Contender(name: .scaled, step: ownStep(optimizer, scaled)),
      Contender(name: .scaledChain, step: ownStep(optimizer, scaled, isFused: false)),
      Contender(name: .whole, step: ownStep(optimizer, Centralization(axis: .tensor))),
    ]
    if optimizer == .adam || optimizer == .adamw {
      result.append(
        Contender(name: .moment, step: ownStep(optimizer, Centralization(placement: .moment))))
    }
    return result
  }

  private func ownStep(
    _ optimizer: OptimizerBenchmark.Rule, _ centralization: Centralization?, isFused: Bool = true
  ) -> () -> Void {
    let decay = Self.weightDecay
    let named: any ListedOptimizer =
      switch optimizer {
      case .sgd: SGD(momentum: 0.9, weightDecay: decay, centralization: centralization)
      case .adam: Adam(weightDecay: decay, centralization: centralization)
      case .adamw: AdamW(weightDecay: decay, centralization: centralization)
      case .lion: Lion(weightDecay: decay, centralization: centralization)
      case .adagrad: Adagrad(weightDecay: decay, centralization: centralization)
      }
    let own = Optimizer([
      Optimizer.Group(
        parameters, learningRate: Self.learningRate,
        isFused ? named.chain : named.chain.map(Unfused.init))
    ])
    return { own.step() }
  }

  private func libtorchStep(_ optimizer: OptimizerBenchmark.Rule) -> () -> Void {
    let step = LibtorchStep(
      weights: parameters.map(\.value), gradients: gradients, learningRate: Self.learningRate,
      weightDecay: Self.weightDecay)
    switch optimizer {
    case .sgd:
      let velocities = zeros()
      return { step.sgd(velocities, momentum: 0.9) }
    case .adam:
      let (means, squares, counts) = (zeros(), zeros(), step.counts())
      return { step.adam(means, squares, counts) }
    case .adamw:
      let (means, squares, counts) = (zeros(), zeros(), step.counts())
      return { step.adam(means, squares, counts, isDecoupled: true) }
    case .lion:
      let (means, scratch) = (zeros(), zeros())
      return { step.lion(means, scratch: scratch) }
    case .adagrad:
      let (sums, counts) = (zeros(), step.counts())
      return { step.adagrad(sums, counts) }
    }
  }

  private func bareLoop(_ optimizer: OptimizerBenchmark.Rule) -> () -> Void {
    let loop = StreamLoop(
      streams: optimizer == .adam || optimizer == .adamw ? 3 : 2, count: count)
    return { loop.run() }
  }

  /// The authors' form, tensor by tensor; in place, it overwrites the gradients.
  private func perTensorStep(inPlace: Bool) -> () -> Void {
    let (rate, decay, velocities) = (Self.learningRate, Self.weightDecay, zeros())
    let link = GradientCentralization()
    let items = zip(parameters, velocities).compactMap { parameter, velocity in
      parameter.value.grad.map { gradient in
        let isCentralized = link.verdict(on: parameter.value).isCentralized
        return (weight: parameter.value, gradient, velocity, isCentralized)
      }
    }
    return {
      withoutGrad {
        for (weight, gradient, velocity, isCentralized) in items {
          let d = inPlace ? gradient : gradient.adding(weight, alpha: decay)
          if inPlace { d.add(weight, alpha: decay) }
          if isCentralized { d.add(d.mean(Array(1..<d.rank), keepDims: true), alpha: -1) }
          velocity *= 0.9
          velocity += d
          weight.add(velocity, alpha: -rate)
        }
      }
    }
  }
}
