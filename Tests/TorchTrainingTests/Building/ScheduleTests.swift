import CentralizeOptions
import Foundation
import TestSupport
import Testing
import TorchTraining

struct ScheduleTests {
  private func factors(_ text: String, steps: Int, perEpoch: Int = 4) throws -> [Double] {
    let configuration = try configuration { $0[.schedule] = .text(text) }
    let schedule = configuration.makeSchedule(totalSteps: steps, stepsPerEpoch: perEpoch)
    return (0..<steps).map(schedule)
  }

  @Test func aConstantOneStaysAsItIs() throws {
    #expect(try factors("constant", steps: 5) == [1, 1, 1, 1, 1])
  }

  @Test func aCosineEndsWithTheRun() throws {
    let expected = [1, 0.75, 0.25]  // (1 + cos(π·k/3)) / 2
    for (factor, value) in zip(try factors("cosine", steps: 3), expected) {
      #expect(abs(factor - value) < 1e-15)
    }
  }

  @Test func centralizationHasOneOfItsOwn() throws {
    let run = try configuration {
      $0[.centralizationSchedule] = "step:1:0.5"
    }
    let factors = run.makeCentralizationSchedule(totalSteps: 4, stepsPerEpoch: 2)
    #expect((0..<4).map(factors) == [1, 1, 0.5, 0.5])
    #expect(run.makeSchedule(totalSteps: 4, stepsPerEpoch: 2)(3) != 0.5)
    let none = run.withoutCentralization()
    #expect(none.makeCentralizationSchedule(totalSteps: 4, stepsPerEpoch: 2)(3) == 1)
  }

  @Test func milestonesAreEpochs() throws {
    #expect(
      try factors("step:1,2:0.5", steps: 10, perEpoch: 3)
        == [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25])
  }

  @Test func aWarmUpRisesFromAboveZero() throws {
    #expect(try factors("constant,warmup:4", steps: 6) == [0.25, 0.5, 0.75, 1, 1, 1])
  }

  @Test func aCosineAfterAWarmUpCoversTheRest() throws {
    let factors = try factors("cosine,warmup:2", steps: 5)
    #expect(factors.prefix(3) == [0.5, 1, 1])
    #expect(abs(factors[3] - 0.75) < 1e-15)
    #expect(abs(factors[4] - 0.25) < 1e-15)
  }

  @Test func milestonesKeepTheirPlaceAfterAWarmUp() throws {
    #expect(
      try factors("step:1:0.5,warmup:2", steps: 6, perEpoch: 4) == [0.5, 1, 1, 1, 0.5, 0.5])
  }

  @Test func aWarmUpLongerThanTheRunIsNoMistake() throws {
    #expect(try factors("cosine,warmup:8", steps: 2) == [0.125, 0.25])
  }
}
