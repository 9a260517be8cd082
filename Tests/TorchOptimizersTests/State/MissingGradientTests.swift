import TestSupport
import Testing
import Torch
import TorchOptimizers

/// A parameter without a gradient is left alone, and its steps are its own.
@Suite struct MissingGradientTests {
  private let early = Parameter(Tensor([1.0] as [Double]), .bias)
  private let late = Parameter(Tensor([1.0] as [Double]), .bias)

  private func optimizer(_ named: some NamedOptimizer) -> Optimizer {
    Optimizer([Named("early", early), Named("late", late)], learningRate: 0.1, named)
  }

  @Test func isLeftAlone() {
    let optimizer = optimizer(SGD(momentum: 0.9, weightDecay: 0.1))
    early.grad = Tensor([1.0] as [Double])
    optimizer.step()
    #expect(late.detached().item == 1, "not even decay")
    #expect(early.detached().item != 1)
    #expect(
      optimizer.state.map(\.name) == ["steps/early", "steps/late", "momentum.velocity/early"])
    #expect(optimizer.state.prefix(2).map(\.tensor.intItem) == [1, 0])
  }

  @Test func itsFirstStepIsAFirstStep() {
    // Adam's first step is the learning rate, whatever the gradient: its correction is that of
    // step 1 even where other parameters have made more.
    let optimizer = optimizer(Adam())
    for step in 1...4 {
      early.grad = Tensor([0.5] as [Double])
      late.grad = step < 4 ? nil : Tensor([0.01] as [Double])
      optimizer.step()
    }
    #expect(abs(late.detached().item - 0.9) < 1e-6)
    #expect(optimizer.state.prefix(2).map(\.tensor.intItem) == [4, 1])
  }

  @Test func dampeningBeginsWithItsOwnSecondStep() {
    let optimizer = optimizer(SGD(momentum: 0.5, dampening: 1))
    early.grad = Tensor([1.0] as [Double])
    optimizer.step()
    late.grad = Tensor([1.0] as [Double])
    optimizer.step()
    #expect(abs(late.detached().item - 0.9) < 1e-15)
  }

  @Test func nothingToDo() {
    let optimizer = optimizer(Adam(weightDecay: 0.1, centralization: .init()))
    optimizer.step()
    #expect(early.detached().item == 1)
    #expect(optimizer.state.map(\.name) == ["steps/early", "steps/late"])
  }
}
