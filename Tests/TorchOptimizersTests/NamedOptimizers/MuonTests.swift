import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Muon against PyTorch's in float64, what it does to what is no matrix, and whether means stay away.
@Suite struct MuonTests {
  private static let rate = 0.02

  private func weights(_ fixture: [String: Tensor]) -> [Named<Parameter>] {
    [("wide", FanIn.linear), ("tall", .linear), ("conv", .convolution(spatialDims: 2))].compactMap {
      name, fanIn in
      fixture["initial/\(name)"].map { Named(name, Parameter($0.clone(), .weight(fanIn))) }
    }
  }

  private func muon(
    nesterov: Bool = true, decay: Double = 0.05, _ centralization: Centralization? = nil
  ) -> Muon {
    Muon(
      MuonScaling(momentum: 0.9, nesterov: nesterov), weightDecay: decay,
      centralization: centralization)
  }

  @Test(arguments: ["none", "gradient", "update", "plain"])
  func tenStepsArePyTorchs(_ name: String) throws {
    let fixture = try Fixture.tensors("muon.safetensors")
    let parameters = weights(fixture)
    #expect(parameters.count == 3)
    let centralization: Centralization? =
      switch name {
      case "gradient": Centralization()
      case "update": Centralization(placement: .update)
      default: nil
      }
    let optimizer = Optimizer(
      parameters, learningRate: Self.rate, muon(nesterov: name != "plain", centralization))
    for step in 0..<10 {
      for parameter in parameters {
        parameter.value.grad = try #require(fixture["gradients/\(parameter.name)"])[step].clone()
      }
      optimizer.step()
    }
    for parameter in parameters {
      let expected = try #require(fixture["\(name)/\(parameter.name)"])
      #expect(maxDifference(parameter.value, expected) < 1e-12, "\(parameter.name)")
    }
  }

  /// After five iterations all singular values are near 1: those of PyTorch's polynomial lie in 0.68 … 1.13.
  @Test func singularValuesAreNearOne() throws {
    let update = Tensor.normal([4, 9], dtype: .float64, using: Generator(seed: 1))
    let parameter = Parameter(Tensor.zeros([4, 9], dtype: .float64), .weight(.linear))
    parameter.grad = update
    // 1/0.2/√9 takes the factor for the size away; the first step's momentum is a multiple of the gradient.
    Optimizer([Named("w", parameter)], learningRate: 1 / 0.6, muon(decay: 0)).step()
    let gram = withoutGrad { parameter.matmul(parameter.transposed(0, 1)) }
    // The trace is the sum of the squares.
    let squares = withoutGrad { (0..<4).map { gram[$0][$0].item } }.reduce(0, +)
    #expect(squares > 4 * 0.68 * 0.68 && squares < 4 * 1.13 * 1.13)
    #expect(withoutGrad { (parameter * update).sum().item } < 0, "it goes down")
  }

  private func steps(
    _ named: Muon, _ parameters: [Named<Parameter>], count: Int = 3, seed: UInt64 = 5
  ) -> Optimizer {
    let optimizer = Optimizer(parameters, learningRate: Self.rate, named)
    let generator = Generator(seed: seed)
    for _ in 0..<count {
      for parameter in parameters {
        parameter.value.grad = Tensor.normal(
          parameter.value.shape, mean: 0.3, dtype: parameter.value.dtype, using: generator)
      }
      optimizer.step()
    }
    return optimizer
  }

  /// `p(XXᵀ)X·1 = 0` where `X·1 = 0`: in any shape, also where Φ stands before the momentum.
  @Test func whatCentralizationRemovesStaysAway() {
    let sample = SampleParameters()
    let before = withoutGrad { sample.named.map { $0.value.clone() } }
    let optimizer = steps(muon(decay: 0, Centralization()), sample.named)
    var kept: Set<String> = []
    for (parameter, old) in zip(sample.named, before) {
      guard case .weight(let fanIn) = parameter.value.role, fanIn.dims.first == 1 else {
        #expect(!optimizer.keepsWeightMean(of: parameter.value), "\(parameter.name)")
        continue
      }
      let dims = Array(1..<old.rank)
      let moved = withoutGrad { (parameter.value - old).sum(dims).abs().max().item }
      let promised = optimizer.keepsWeightMean(of: parameter.value)
      if promised {
        #expect(moved < 1e-12, "\(parameter.name)")
        kept.insert(parameter.name)
      } else {
        #expect(fanIn.count(in: old.shape) == 1, "\(parameter.name)")
      }
    }
    #expect(kept == ["linear", "conv1d", "conv2d", "grouped", "depthwise"])
    let decayed = steps(muon(Centralization()), SampleParameters().named)
    #expect(decayed.groups[0].parameters.allSatisfy { !decayed.keepsWeightMean(of: $0.value) })
  }

  @Test func whatIsNoMatrixTakesAdamsStep() {
    let (own, other) = (SampleParameters(), SampleParameters())
    let optimizer = steps(muon(), own.named)
    let adam = Optimizer(other.named, learningRate: Self.rate, AdamW(weightDecay: 0.05))
    let generator = Generator(seed: 5)
    for _ in 0..<3 {
      for parameter in other.named {
        parameter.value.grad = Tensor.normal(
          parameter.value.shape, mean: 0.3, dtype: parameter.value.dtype, using: generator)
      }
      adam.step()
    }
    let matrices: Set = ["linear", "conv1d", "conv2d", "grouped", "depthwise"]
    for (one, two) in zip(own.named, other.named) {
      let difference = withoutGrad { maxDifference(one.value, two.value.detached()) }
      if matrices.contains(one.name) {
        #expect(difference > 1e-4, "\(one.name)")
      } else {
        #expect(difference < 1e-12, "\(one.name)")
      }
    }
    let slots = Set(optimizer.state.map(\.name))
    #expect(slots.contains("muon.velocity/linear") && !slots.contains("muon.mean/linear"))
    #expect(slots.contains("muon.mean/bias") && !slots.contains("muon.velocity/bias"))
  }

  @Test func aHeadByNameTakesAdamsStep() {
    let sample = SampleParameters()
    var named = muon()
    named.heads = ["lin"]
    let optimizer = Optimizer(sample.named, learningRate: Self.rate, named)
    #expect(optimizer.groups.map { $0.parameters.count } == [sample.named.count - 1, 1])
    #expect(optimizer.groups.map { $0.chain[0].name } == ["muon", "adam"])
    #expect(optimizer.groups[1].parameters[0].name == "linear")
  }

  @Test(arguments: [DType.float32, .float64, .bfloat16])
  func goesOnBitForBit(_ dtype: DType) throws {
    let folder = try TemporaryFolder()
    let whole = SampleParameters(dtype: dtype)
    let first = steps(muon(Centralization()), whole.named)
    try SafetensorsFile.write(first.state, to: folder.file("state"))
    let resumed = SampleParameters(seed: 9, dtype: dtype)
    let second = steps(muon(Centralization()), resumed.named, count: 2, seed: 8)
    for (new, old) in zip(resumed.named, whole.named) { new.value.load(old.value) }
    try second.restore(SafetensorsFile(folder.file("state")).tensors)
    for optimizer in [first, second] {
      let generator = Generator(seed: 12)
      for parameter in optimizer.groups.flatMap(\.parameters) {
        parameter.value.grad = Tensor.normal(parameter.value.shape, using: generator)
          .to(parameter.value.dtype)
      }
      optimizer.step()
    }
    for (a, b) in zip(whole.named, resumed.named) {
      #expect(isBitIdentical(a.value.detached(), b.value.detached()), "\(a.name)")
    }
    #expect(first.state.map(\.name) == second.state.map(\.name))
  }
}
