import TestSupport
import Testing
import Torch
import TorchNN

/// A network moves as a whole and in place: everyone who holds a parameter sees it moved.
@Suite struct MoveTests {
  private let network = Nested(using: Generator(seed: 1))
  private let x = Tensor.normal([2, 3, 8, 8], using: Generator(seed: 2))

  init() { network.setTraining(false) }

  @Test func toAnotherType() {
    let before = network.parameters.map { ObjectIdentifier($0) }
    let output = network(x)
    network.move(dtype: .float64)
    #expect(network.parameters.allSatisfy { $0.dtype == .float64 })
    let types = network.namedBuffers.map { ($0.name, $0.value.dtype) }
    for (name, dtype) in types {
      #expect(dtype == (name.hasSuffix("num_batches_tracked") ? .int64 : .float64))
    }
    #expect(network.parameters.map { ObjectIdentifier($0) } == before)
    #expect(maxDifference(network(x.to(.float64)), output) < 1e-5)
  }

  @Test func toChannelsLast() {
    let holders = network.parameters.map { Tensor(sharing: $0) }
    let output = network(x)
    network.move(memoryFormat: .channelsLast)
    for (parameter, holder) in zip(network.parameters, holders) {
      #expect(parameter.isContiguous(parameter.rank == 4 ? .channelsLast : .contiguous))
      #expect(holder.isSame(as: parameter))
    }
    #expect(maxDifference(network(x.contiguous(.channelsLast)), output) < 1e-5)
  }

  @Test func theMovedNetworkTrains() {
    network.move(dtype: .float64, memoryFormat: .channelsLast)
    network.setTraining(true)
    network(x.to(.float64)).sum().backward()
    for parameter in network.namedParameters where !parameter.name.hasPrefix("optional") {
      #expect(parameter.value.grad?.dtype == .float64, "\(parameter.name)")
    }
  }
}
