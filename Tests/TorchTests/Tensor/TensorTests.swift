import TestSupport
import Testing
import Torch

@Suite struct TensorTests {
  @Test func knowsItsShape() {
    let tensor = Tensor.zeros([2, 3, 4])
    #expect(tensor.rank == 3)
    #expect(tensor.shape == [2, 3, 4])
    #expect(tensor.strides == [12, 4, 1])
    #expect(tensor.count == 24)
    #expect(tensor.size(1) == 3)
    #expect(tensor.size(-1) == 4)
    #expect(tensor.device == .cpu)
  }

  @Test func aDeviceSaysWhichItIs() { #expect("\(Device.cuda(1))" == "cuda:1") }

  @Test func sharingIsTheSameTensor() {
    let tensor = Tensor([1.0])
    let shared = Tensor(sharing: tensor)
    #expect(shared.isSame(as: tensor))
    #expect(!tensor.clone().isSame(as: tensor))
    shared.requiresGrad = true
    (tensor * 3.0).backward()
    #expect(shared.grad?.item == 3)
  }

  @Test func dimensionOutOfRangeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).size(2)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("dimension 2 of a tensor of rank 2"))
  }
}
