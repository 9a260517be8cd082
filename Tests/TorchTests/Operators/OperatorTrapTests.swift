import TestSupport
import Testing
import Torch

/// A programmer's mistake stops the program with the operator's name and libtorch's message.
@Suite struct OperatorTrapTests {
  @Test func wrongShape() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1.0, 2]) + Tensor([3.0, 4, 5])
    }
    let message = text(result?.standardErrorContent)
    #expect(
      message.contains(
        "libtorch: aten::add: The size of tensor a (2) must match the size of tensor b (3)"))
    #expect(!message.contains("Exception raised from"))
  }

  @Test func wrongResultCount() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Operator("aten::max", overload: "dim").results(3, Tensor([1.0, 2]), 0)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("expected 3 results, found 2"))
  }

  @Test func oneResultWhereThereAreTwo() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Operator("aten::max", overload: "dim")(Tensor([1.0, 2]), 0)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("expected 1 results, found 2"))
  }

  @Test func unknownName() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Operator("aten::centralise_everything")
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("Could not find schema for aten::centralise_everything"))
  }

  @Test func tooManyArguments() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Operator("aten::relu")(Tensor([1.0]), 2)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("too many arguments for aten::relu(Tensor self) -> Tensor"))
  }

  @Test func missingArgument() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Operator("aten::matmul")(Tensor([1.0]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("missing argument other for aten::matmul"))
  }

  @Test func resultThatIsNoTensor() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Operator("aten::equal")(Tensor([1.0]), Tensor([1.0]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("a result is not a tensor"))
  }
}
