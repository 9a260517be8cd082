import TestSupport
import Testing
import Torch

/// Tensors are printed as PyTorch prints them.
@Suite struct PrintingTests {
  private struct Case: Decodable {
    let dtype: String
    let shape: [Int]
    let elements: [String]?
    let divisor: Double?
    let text: String

    var tensor: Tensor? {
      guard let dtype = DType(rawValue: dtype) else { return nil }
      let count = shape.reduce(1, *)
      let numbers =
        elements?.compactMap { $0 == "True" ? 1 : $0 == "False" ? 0 : Double($0) }
        ?? (0..<count).map { Double($0) / (divisor ?? 1) }
      return numbers.count == count ? Tensor(numbers, shape: shape).to(dtype) : nil
    }
  }

  @Test func asPyTorch() throws {
    let cases: [String: Case] = try Fixture.json("tensor_prints.json")
    #expect(cases.count > 80)
    for (name, example) in cases {
      #expect(try "\(#require(example.tensor, "\(name)"))" == example.text, "\(name)")
    }
  }

  @Test func saysWhatIsUnusual() {
    let x = Tensor([1.0, 2])
    x.requiresGrad = true
    #expect("\(x)" == "tensor([1., 2.], requires_grad=True)")
    #expect("\(x * x)" == "tensor([1., 4.], grad_fn=<MulBackward0>)")
    #expect(
      "\((x * 2).to(.float64).sum())" == "tensor(6., dtype=torch.float64, grad_fn=<SumBackward0>)")
    #expect("\(Parameter(x, .bias))" == "tensor([1., 2.], requires_grad=True)")
    #expect("\(Tensor.zeros([2, 3], device: .meta))" == "tensor(..., device='meta', size=(2, 3))")
  }

  /// The text is that of PyTorch 2.15, for `torch.tensor([[0., 0.], [0., 1.5]]).to_sparse()`.
  @Test func sparse() {
    #expect(
      "\(Tensor([[0, 0], [0, 1.5]]).toSparse())" == """
        tensor(indices=tensor([[1],
                               [1]]),
               values=tensor([1.5000]),
               size=(2, 2), nnz=1, layout=torch.sparse_coo)
        """)
  }
}
