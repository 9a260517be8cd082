import Foundation
import Synchronization
import Testing
import Torch

/// An observer sees the calls of its own thread while it stands.
@Suite struct ObservingTests {
  @Test func seesEveryCallWithItsParametersAndResults() {
    let weight = Parameter(Tensor([2.0]), .gain)
    var calls: [(name: String, isWeight: [Bool], values: [Double])] = []
    let sum = Operator.observing({ call in
      calls.append((call.name, call.parameters.map { $0 === weight }, call.results.map(\.item)))
    }) { () -> Double in
      let product = weight * Tensor([3.0])
      return (product + 1.0).item
    }
    #expect(sum == 7)
    #expect(calls.map(\.name) == ["aten::mul", "aten::add"])
    #expect(calls.map(\.isWeight) == [[true], []])
    #expect(calls.map(\.values) == [[6], [7]])
  }

  @Test func seesTheArgumentsInOrder() {
    let (x, weight) = (Tensor.ones([1, 2]), Tensor.ones([3, 2]))
    var calls: [OperatorCall] = []
    Operator.observing({ calls.append($0) }) { _ = x.linear(weight, nil) }
    let arguments = calls.first?.arguments ?? []
    #expect(arguments.count == 3)
    #expect(arguments.first as? Tensor === x && arguments.dropFirst().first as? Tensor === weight)
  }

  @Test func seesParametersInLists() {
    let weight = Parameter(Tensor([1.0]), .gain)
    var found: [Parameter] = []
    Operator.observing({ found += $0.parameters }) {
      _ = Tensor.concatenated([Tensor([2.0]), weight])
    }
    #expect(found.map { $0 === weight } == [true])
  }

  @Test func seesSeveralResults() {
    let max = Operator("aten::max", overload: "dim")
    let weight = Parameter(Tensor([1.0, 2]), .gain)
    var calls: [OperatorCall] = []
    Operator.observing({ calls.append($0) }) { _ = max.results(2, weight, 0) }
    #expect(calls.map(\.results.count) == [2])
    #expect(calls.map { $0.parameters.map { $0 === weight } } == [[true]])
  }

  @Test func stopsAndGivesBackToTheOneBefore() {
    var outer = 0
    var inner = 0
    let x = Tensor([1.0])
    Operator.observing({ _ in outer += 1 }) {
      _ = -x
      Operator.observing({ _ in inner += 1 }) { _ = -x }
      _ = -x
    }
    _ = -x
    #expect(outer == 2 && inner == 1)
  }

  @Test func doesNotSeeOtherThreads() {
    var count = 0
    let other = Mutex(0.0)
    Operator.observing({ _ in count += 1 }) {
      let finished = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        other.withLock { $0 = (Tensor([1.0]) + 1).item }
        finished.signal()
      }
      finished.wait()
    }
    #expect(other.withLock { $0 } == 2)
    #expect(count == 0)
  }
}
