import TestSupport
import Testing
import Torch

@Suite struct AutogradTests {
  private func parameter(_ values: [Double]) -> Tensor {
    let tensor = Tensor(values)
    tensor.requiresGrad = true
    return tensor
  }

  @Test func differentiates() {
    let x = parameter([1, 2, 3])
    (x * x * x).sum().backward()
    #expect(x.grad?.array() == [3.0, 12, 27])
  }

  @Test func accumulatesUntilCleared() {
    let x = parameter([1, 2])
    #expect(x.grad == nil)
    (x * 2.0).sum().backward()
    (x * 3.0).sum().backward()
    #expect(x.grad?.array() == [5.0, 5])
    x.grad = nil
    #expect(x.grad == nil)
    (x * 3.0).sum().backward()
    #expect(x.grad?.array() == [3.0, 3])
  }

  @Test func takesAGradientThatIsSet() {
    let x = parameter([1, 2])
    x.grad = Tensor([10.0, 20] as [Double])
    (x * 1.0).sum().backward()
    #expect(x.grad?.array() == [11.0, 21])
  }

  @Test func sendsBackACotangent() {
    let x = parameter([1, 2])
    (x * x).backward(Tensor([10.0, 100] as [Double]))
    #expect(x.grad?.array() == [20.0, 400])
  }

  @Test func keepsTheGraphForASecondPass() {
    let x = parameter([3])
    let y = x * x
    y.backward(retainGraph: true)
    y.backward()
    #expect(x.grad?.array() == [12.0])
  }

  @Test func secondPassWithoutTheGraphTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([3.0] as [Double])
      x.requiresGrad = true
      let y = x * x
      y.backward()
      y.backward()
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("backward through the graph a second time"))
  }

  @Test func integersHaveNoGradient() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor([3]).requiresGrad = true
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("can require gradients"))
  }

  @Test func recordsNothingInside() {
    let x = parameter([1])
    let y = withoutGrad { x * 2.0 }
    #expect(!y.requiresGrad)
    #expect((x * 2.0).requiresGrad, "and again afterwards")
    #expect(!(x * 2.0).detached().requiresGrad)
  }

  @Test func recordsAgainAfterNestingAndThrowing() {
    struct Stop: Error {}
    let x = parameter([1])
    withoutGrad {
      withoutGrad {}
      #expect(!(x * 2.0).requiresGrad)
      do throws(Stop) {
        try withoutGrad { () throws(Stop) in throw Stop() }
      } catch {
        #expect(!(x * 2.0).requiresGrad)
      }
    }
    #expect((x * 2.0).requiresGrad)
  }
}
