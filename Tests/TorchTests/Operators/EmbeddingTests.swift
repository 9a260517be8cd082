import Testing
import Torch

@Suite struct EmbeddingTests {
  private let table = Tensor([1.0, 2, 3, 4, 5, 6], shape: [3, 2])

  @Test func looksRowsUp() {
    let rows = Tensor([2, 0, 2, 2], shape: [2, 2]).embedding(table)
    #expect(rows.shape == [2, 2, 2])
    #expect(rows.array() == [5.0, 6, 1, 2, 5, 6, 5, 6])
  }

  @Test func thePaddingIsNotTrained() {
    table.requiresGrad = true
    Tensor([0, 1, 1]).embedding(table, paddingIndex: 0).sum().backward()
    #expect(table.grad?.array() == [0.0, 0, 2, 2, 0, 0])
    table.grad = nil
    Tensor([0, 1, 1]).embedding(table).sum().backward()
    #expect(table.grad?.array() == [1.0, 1, 2, 2, 0, 0])
  }
}
