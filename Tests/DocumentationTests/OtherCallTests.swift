import Foundation
import TestSupport
import Testing
import Torch
import TorchData
import TorchNN
import TorchOptimizers

/// The calls of `docs/Tensors.md` that have no value to compare.
@Suite struct OtherCallTests {
  @Test func thePageShowsTheseCalls() throws {
    let code = try TensorPage.code(of: #filePath)
    for row in try TensorPage().tables[2] { #expect(code.contains(row.swift), "\(row.swift)") }
  }

  @Test func drawsFromAGenerator() {
    let generator = Generator(seed: 0)
    let drawn = [
      Tensor.normal([2, 3], using: generator), Tensor.uniform([2, 3], using: generator),
      Tensor.randomIntegers([5], in: 0..<10, using: generator),
      Tensor.permutation(5, using: generator), Tensor.empty([2, 3]),
    ]
    #expect(drawn.map(\.shape) == [[2, 3], [2, 3], [5], [5], [2, 3]])
  }

  @Test func asksAndDifferentiates() {
    let (a, x) = (Tensor([[1.0, 2], [3, 4]]), Tensor.zeros([1, 2, 3, 4]))
    #expect((a.shape, a.rank, a.count) == ([2, 2], 2, 4))
    #expect((a.dtype, a.device) == (.float32, .cpu))
    #expect((a.sum().item, a.array(of: Float.self)) == (10, [1, 2, 3, 4]))
    let moved = { a.to(.cuda(0)) }
    _ = moved as () -> Tensor
    #expect(x.contiguous(.channelsLast).isContiguous(.channelsLast))
    a.requiresGrad = true
    let (_, gradient) = (a.sum().backward(), a.grad)
    #expect(gradient?.array(of: Float.self) == [1, 1, 1, 1])
    #expect(!withoutGrad { a * 2 }.requiresGrad)
  }

  @Test func readsFiles() throws {
    let generator = Generator(seed: 0)
    #expect(throws: DataError.self) { try Tensor(imageFile: "cat.jpg") }
    let model = Sequential(Linear(4, 3, using: generator), ReLU())
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID()).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SafetensorsFile.write(model.stateDict, to: path)
    let tensors = try SafetensorsFile(path).tensors
    try model.load(stateDict: tensors)
    #expect(tensors.keys.sorted() == ["0.bias", "0.weight"])
  }

  @Test func trains() {
    let generator = Generator(seed: 0)
    let conv = Conv2d(3, 8, kernel: 3, padding: 1, using: generator)
    #expect(conv(Tensor.zeros([1, 3, 4, 4])).shape == [1, 8, 4, 4])
    let model = Sequential(Linear(4, 3, using: generator), ReLU())
    #expect(model.parameters.map(\.count) == [12, 3])
    let optimizer = Optimizer(model.namedParameters, learningRate: 1e-3, AdamW())
    model(Tensor([[1.0, 2, 3, 4]])).sum().backward()
    _ = (optimizer.step(), optimizer.zeroGrad())
    model.setTraining(false)
    model.move(dtype: .bfloat16)
    #expect(model.parameters.allSatisfy { $0.dtype == .bfloat16 && $0.grad == nil })
  }
}
