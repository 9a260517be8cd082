import TestSupport
import Testing
import Torch

@Suite struct SubscriptTests {
  private let matrix = Tensor([[1, 2, 3], [4, 5, 6]])

  @Test func rangesOfAllKinds() {
    let numbers = Tensor.arange(6)
    #expect(numbers[1..<3].array() == [1, 2])
    #expect(numbers[1...3].array() == [1, 2, 3])
    #expect(numbers[4...].array() == [4, 5])
    #expect(numbers[..<2].array() == [0, 1])
    #expect(numbers[...2].array() == [0, 1, 2])
    #expect(numbers[(-2)...].array() == [4, 5])
    #expect(numbers[..<(-4)].array() == [0, 1])
    #expect(numbers[...(-5)].array() == [0, 1])
    #expect(numbers[...(-1)].array() == Array(0..<6))
    #expect(numbers[.every(4)].array() == [0, 4])
    #expect(numbers[2..<2].count == 0 && numbers[6...].count == 0)
  }

  @Test func viewsAreWrittenThrough() {
    let tensor = matrix.clone()
    let column = tensor[.all, 0]
    column += 10
    tensor[1, 1...] = Tensor([8, 9])
    tensor[0][2] = Tensor(7.9)
    #expect(tensor.array() == [11, 2, 7, 14, 8, 9])
  }

  @Test func indicesAreCopiedAndWritten() {
    let tensor = matrix.clone()
    let copy = tensor[Tensor([1])]
    copy += 1
    #expect(tensor.isEqual(to: matrix))
    tensor[Tensor([1, 0]), Tensor([0, 2])] = Tensor([-1.0, -2])
    tensor[(tensor .> 4) .& (tensor .< 6)] = Tensor(0)
    #expect(tensor.array() == [1, 2, -2, -1, 0, 6])
    tensor[.all, Tensor([true, false, true])] = Tensor([7, 8])
    #expect(tensor.array() == [7, 2, 8, 7, 0, 8])
  }

  @Test func aParameterChangesInPlace() {
    let weight = Parameter(.zeros([2, 2]), .weight(.linear))
    withoutGrad {
      weight[0] = Tensor([1.0, 2])
      weight[1, 1] += 3
      weight *= 2
    }
    #expect(weight.array() == [2, 4, 0, 6] as [Float] && weight.requiresGrad)
  }

  @Test(arguments: [
    (0, "index 2 into 2 entries of [2, 3]"), (1, "entries 1..<4 of 3 in a dimension of [2, 3]"),
    (2, "indices for 3 dimensions of [2, 3]"), (3, "more than one ellipsis"),
    (4, "a step: expected at least 1, found 0"),
  ])
  func whatIsOutOfRangeTraps(_ number: Int, _ sentence: String) async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [number] in
      let matrix = Tensor([[1, 2, 3], [4, 5, 6]])
      switch number {
      case 0: _ = matrix[2]
      case 1: _ = matrix[.all, 1..<4]
      case 2: _ = matrix[0, 0, 0]
      case 3: _ = matrix[.ellipsis, .ellipsis]
      default: _ = matrix[.every(0)]
      }
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains(sentence))
  }
}
