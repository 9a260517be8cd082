import TestSupport
import Testing
import Torch

@Suite struct ParameterTests {
  private func image(_ dtype: DType = .float32) -> Parameter {
    Parameter(
      Tensor.normal([2, 3, 4, 5], dtype: dtype, using: Generator(seed: 1)),
      .weight(.convolution(spatialDims: 2)))
  }

  @Test func isACopyThatIsTrained() {
    let initial = Tensor([1.0, 2] as [Double])
    let parameter = Parameter(initial, .bias)
    initial.fill(9)
    #expect(parameter.array() == [1.0, 2])
    #expect(parameter.requiresGrad)
    (parameter * parameter).sum().backward()
    #expect(parameter.grad?.array() == [2.0, 4])
  }

  @Test func ofAComputedTensorIsALeaf() {
    let x = Parameter(Tensor([1.0] as [Double]), .bias)
    let y = Parameter(x * 2.0, .bias)
    (y * 3.0).sum().backward()
    #expect(y.grad?.item == 3)
    #expect(x.grad == nil)
  }

  @Test func aBufferIsACopyThatIsNotTrained() {
    let initial = Tensor([1.0] as [Double])
    let buffer = Buffer(initial)
    initial.fill(9)
    #expect(buffer.item == 1)
    #expect(!buffer.requiresGrad)
  }

  @Test func onlyWeightsHaveAFanIn() {
    let values = Tensor.zeros([2, 2])
    #expect(Parameter(values, .weight(.linear)).fanIn == .linear)
    for role in [Parameter.Role.bias, .gain, .embedding, .position, .token] {
      #expect(Parameter(values, role).fanIn == nil)
    }
  }

  @Test func aRoleSetByHandHolds() {
    let parameter = Parameter(Tensor.zeros([2, 2]), .weight(.linear))
    parameter.role = .position
    #expect(parameter.fanIn == nil)
  }

  @Test func loadsInPlaceWithConversion() {
    let parameter = Parameter(Tensor([1 as Float, 2]), .bias)
    let before = parameter.withBytes { $0.baseAddress }
    parameter.load(Tensor([3.0, 4] as [Double]))
    #expect(parameter.array() == [3 as Float, 4])
    #expect(parameter.dtype == .float32 && parameter.requiresGrad)
    #expect(parameter.withBytes { $0.baseAddress } == before)
  }

  @Test func loadingAnotherShapeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Parameter(Tensor.zeros([2, 2]), .bias).load(Tensor.zeros([2]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("expected shape [2, 2], found [2]"))
  }

  @Test func movesToATypeInPlace() {
    let parameter = image(.float64)
    let holder = Tensor(sharing: parameter)
    let values = parameter.array(of: Float.self)
    parameter.move(dtype: .float32)
    #expect(parameter.dtype == .float32)
    #expect(parameter.array() == values)
    #expect(holder.isSame(as: parameter) && holder.dtype == .float32)
    #expect(parameter.requiresGrad)
  }

  @Test func movesToAFormatInPlace() {
    let parameter = image()
    let holder = Tensor(sharing: parameter)
    let values = parameter.array(of: Float.self)
    parameter.move(memoryFormat: .channelsLast)
    #expect(parameter.isContiguous(.channelsLast) && !parameter.isContiguous())
    #expect(parameter.array() == values)
    #expect(holder.strides == parameter.strides)
    parameter.move(memoryFormat: .contiguous)
    #expect(parameter.isContiguous())
  }

  @Test func trainsAfterTheMove() {
    let parameter = image(.float64)
    (parameter * 2.0).sum().backward()
    parameter.move(dtype: .float32, memoryFormat: .channelsLast)
    #expect(parameter.grad == nil, "a gradient does not move with it")
    (parameter * 2.0).sum().backward()
    #expect(parameter.grad?.dtype == .float32)
    #expect(parameter.grad?.array() == [Float](repeating: 2, count: 120))
  }

  @Test func integersKeepTheirType() {
    let buffer = Buffer(Tensor(3))
    buffer.move(dtype: .float64)
    #expect(buffer.dtype == .int64 && buffer.intItem == 3)
  }

  @Test func onlyRank4HasAChannelsLastFormat() {
    let buffer = Buffer(Tensor.zeros([2, 3]))
    buffer.move(memoryFormat: .channelsLast)
    #expect(buffer.isContiguous())
  }
}
