import Foundation
import TestSupport
import Testing
import Torch
import TorchOptimizers

/// What a monitor measures, against sums and energies taken by hand.
@Suite struct MonitorTests {
  private let weight = Parameter(
    Tensor([1.0, 2, 3, 4, 5, 7] as [Double], shape: [2, 3]), .weight(.linear))
  private let other = Parameter(Tensor([1.0, 1] as [Double], shape: [2]), .bias)

  private var parameters: [Named<Parameter>] { [Named("weight", weight), Named("bias", other)] }

  private func optimizer(_ named: some NamedOptimizer) -> Optimizer {
    weight.grad = Tensor([1.0, 1, 1, 0, 3, 0] as [Double], shape: [2, 3])
    return Optimizer(parameters, learningRate: 0.5, named)
  }

  private func reading(_ monitor: CentralizationMonitor) throws -> CentralizationReading {
    let readings = monitor.read()
    #expect(readings.count == 1)
    return try #require(readings.first)
  }

  @Test func theSharesAreThoseOfTheMean() throws {
    // Rows (1, 1, 1) and (0, 3, 0): their means hold 3 of 3 and 3 of 9.
    let reading = try reading(CentralizationMonitor(optimizer(SGD())))
    #expect(reading.gradientShare == 0.5)
    #expect(reading.updateShare == 0.5)
    // Three ones and a three.
    #expect(reading.gradientNorm == 12.0.squareRoot())
    #expect(reading.name == "weight" && !reading.isPromised)
  }

  @Test func aCentralizedGradientLeavesNothingInTheUpdate() throws {
    let reading = try reading(
      CentralizationMonitor(optimizer(SGD(momentum: 0.9, centralization: Centralization()))))
    #expect(reading.gradientShare == 0.5)
    #expect(reading.updateShare == 0 && reading.isPromised)
  }

  @Test func theUpdateIsSeenBeforeItIsCentralized() throws {
    // Adam's first step is the gradient's sign: (1, 1, 1) and (0, 1, 0), with 3 + 1/3 of 4.
    let adam = Adam(centralization: Centralization(placement: .update))
    let reading = try reading(CentralizationMonitor(optimizer(adam)))
    #expect(abs((reading.updateShare ?? 0) - (3 + 1.0 / 3) / 4) < 1e-6)
    #expect(reading.isPromised)
  }

  @Test func theDriftIsThatOfTheSums() throws {
    let optimizer = optimizer(SGD())
    let monitor = CentralizationMonitor(optimizer)
    optimizer.step()
    // Both rows' gradients sum to 3, and half of that is taken away.
    let reading = try reading(monitor)
    #expect(reading.drift == 1.5 && !reading.isBroken)
  }

  @Test func aBrokenPromiseIsSeen() throws {
    let optimizer = optimizer(SGD(centralization: Centralization()))
    let monitor = CentralizationMonitor(optimizer)
    optimizer.step()
    #expect(try !reading(monitor).isBroken)
    withoutGrad { weight += 1e-9 }
    #expect(try reading(monitor).isBroken)
  }

  @Test func aWeakerCentralizationPromisesNothing() throws {
    let optimizer = optimizer(SGD(centralization: Centralization()))
    let monitor = CentralizationMonitor(optimizer)
    optimizer.centralizationFactor = 0.5
    #expect(try !reading(monitor).isPromised)
    optimizer.centralizationFactor = 1
    #expect(try !reading(monitor).isPromised, "what has moved does not come back")
  }

  @Test func readingChangesNothing() throws {
    let (watched, plain) = (SampleParameters(seed: 4), SampleParameters(seed: 4))
    let optimizers = [watched, plain].map {
      Optimizer(
        [
          Optimizer.Group(
            $0.named, learningRate: 0.1, NAdam(centralization: Centralization(placement: .update)))
        ], preceding: [GlobalNormClipping(1)])
    }
    let monitor = CentralizationMonitor(optimizers[0])
    for step in 0..<3 {
      for (sample, optimizer) in zip([watched, plain], optimizers) {
        sample.drawGradients(seed: UInt64(step))
        if sample.named[0].value === watched.named[0].value { _ = monitor.read() }
        optimizer.step()
      }
    }
    for (a, b) in zip(watched.named, plain.named) { #expect(a.value.isEqual(to: b.value)) }
  }

  @Test func theFirstSumsAreSavedAndRestored() throws {
    let optimizer = optimizer(SGD())
    let monitor = CentralizationMonitor(optimizer)
    optimizer.step()
    let later = CentralizationMonitor(optimizer)
    #expect(try reading(later).drift == 0)
    let saved = Dictionary(uniqueKeysWithValues: monitor.state.map { ($0.name, $0.tensor) })
    #expect(later.restore(saved) == nil)
    #expect(try reading(later).drift == 1.5)
    #expect(later.restore([:]) == "weight")
  }
}
