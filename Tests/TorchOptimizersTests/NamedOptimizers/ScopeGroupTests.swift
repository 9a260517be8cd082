import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Scopes by name make of one optimizer several groups, and the step of each is that of an optimizer of its own.
@Suite struct ScopeGroupTests {
  private static let scopes = Centralization.Scopes("all,a=none,c=convolutions")

  /// A linear weight each, and a convolution's.
  private func parameters() -> [Named<Parameter>] {
    ["a", "b", "c", "d"].enumerated().map { index, name in
      let values = Tensor.normal([4, 6], using: Generator(seed: UInt64(index)))
      let parameter = Parameter(values, .weight(FanIn(dims: [1], kind: .linear)))
      parameter.grad = Tensor.normal([4, 6], using: Generator(seed: UInt64(10 + index)))
      return Named(name, parameter)
    }
  }

  @Test func eachNameGetsItsScope() throws {
    let scopes = try #require(Self.scopes)
    func made(_ named: some NamedOptimizer, _ parameters: [Named<Parameter>]) -> Optimizer {
      Optimizer(parameters, learningRate: 0.1, named)
    }
    let mixed = parameters()
    let optimizer = made(
      AdamW(weightDecay: 0.1, centralization: .init(.all, exceptions: scopes.exceptions)), mixed)
    #expect(optimizer.groups.map { $0.parameters.map(\.name) } == [["a"], ["b", "d"], ["c"]])
    for _ in 0..<2 { optimizer.step() }
    let (centralized, plain) = (parameters(), parameters())
    let others = [
      made(AdamW(weightDecay: 0.1, centralization: .init()), centralized),
      made(AdamW(weightDecay: 0.1), plain),
    ]
    for optimizer in others { for _ in 0..<2 { optimizer.step() } }
    for (index, expected) in [plain, centralized, plain, centralized].enumerated() {
      let (one, other) = (mixed[index].value, expected[index].value)
      #expect(one.array(of: Float.self) == other.array(of: Float.self), "\(mixed[index].name)")
    }
    #expect(
      centralized[0].value.array(of: Float.self) != plain[0].value.array(of: Float.self))
  }

  @Test func withoutExceptionsThereIsOneGroup() {
    let optimizer = Optimizer(parameters(), learningRate: 0.1, SGD(centralization: .init()))
    #expect(optimizer.groups.count == 1)
  }
}
