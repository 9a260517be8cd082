import Foundation
import TestSupport
import Testing
import Torch
import TorchOptimizers

@Suite struct ScheduleTests {
  private func expect(_ schedule: StepFactor, _ expected: [Int: Double]) {
    for (step, factor) in expected {
      #expect(abs(schedule(step) - factor) < 1e-15, "step \(step)")
    }
  }

  @Test func constant() { expect(constantSchedule(), [0: 1, 1000: 1]) }

  @Test func cosine() {
    expect(
      cosineSchedule(over: 60),
      [0: 1, 10: (1 + 0.75.squareRoot()) / 2, 20: 0.75, 30: 0.5, 40: 0.25, 60: 0, 61: 0, 90: 0])
  }

  @Test func steps() {
    expect(
      stepSchedule(at: [60, 120, 180]),
      [0: 1, 59: 1, 60: 0.1, 119: 0.1, 120: 0.01, 179: 0.01, 180: 0.001, 200: 0.001])
    expect(stepSchedule(at: [2, 3], factor: 0.5), [1: 1, 2: 0.5, 3: 0.25])
    expect(stepSchedule(at: []), [0: 1, 100: 1])
  }

  /// As mmdetection 1.x counts: the first step has the share, the one after the warm-up the whole.
  @Test func warmUpBeginsWithAShare() {
    let schedule = Schedule(
      .step(milestones: [3], factor: 0.5), warmup: .steps(4, from: 0.25))
    expect(
      schedule.factor(totalSteps: 20, stepsPerEpoch: 2),
      [0: 0.25, 1: 0.4375, 2: 0.625, 3: 0.8125, 4: 1, 5: 1, 6: 0.5, 9: 0.5])
  }

  private struct PyTorch: Decodable {
    struct Plateau: Decodable { var losses: [Double], shares: [Double] }
    var shares: [String: [Double]] = [:]
    let plateau: Plateau

    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      plateau = try container.decode(Plateau.self, forKey: Key(stringValue: "plateau"))
      for key in container.allKeys where key.stringValue != "plateau" {
        shares[key.stringValue] = try container.decode([Double].self, forKey: key)
      }
    }
  }

  @Test func everyShapeIsPyTorchs() throws {
    let fixture: PyTorch = try Fixture.json("schedules.json")
    #expect(fixture.shares.count == 13)
    for (text, shares) in fixture.shares {
      let factor = try #require(Schedule(text), "\(text)")
        .factor(totalSteps: shares.count, stepsPerEpoch: 4)
      for (step, share) in shares.enumerated() {
        #expect(abs(factor(step) - share) < 1e-12, "\(text), step \(step)")
      }
    }
  }

  @Test func aLongerRunStaysWhereTheScheduleEnds() {
    expect(oneCycleSchedule(over: 4), [3: 1 / (25 * 1e4), 9: 1 / (25 * 1e4)])
    expect(polynomialSchedule(over: 4, power: 2, floor: 0.5), [4: 0.5, 9: 0.5])
    // One step is all of a rise and of a fall.
    expect(oneCycleSchedule(over: 1), [0: 1 / (25 * 1e4)])
  }

  @Test func whatFallsAtEpochsKeepsItsPlaceAfterAWarmUp() throws {
    let schedule = try #require(Schedule("exponential:0.5,warmup:1e"))
    expect(
      schedule.factor(totalSteps: 8, stepsPerEpoch: 2), [0: 0.5, 1: 1, 2: 0.5, 4: 0.25, 7: 0.125])
    let periods = try #require(Schedule("cosine:0:1,warmup:1"))
    expect(periods.factor(totalSteps: 8, stepsPerEpoch: 2), [0: 1, 1: 1, 2: 0.5, 3: 1, 4: 0.5])
  }

  @Test func warmUpRisesAndThenBeginsTheOtherSchedule() {
    let schedule = warmUp(for: 4, then: cosineSchedule(over: 6))
    expect(schedule, [0: 0.25, 1: 0.5, 2: 0.75, 3: 1, 4: 1, 7: 0.5, 10: 0])
    expect(warmUp(for: 0, then: stepSchedule(at: [1])), [0: 1, 1: 0.1])
  }

  @Test func aCosineOverNothingTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = cosineSchedule(over: 0)
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("cosine schedule: expected at least 1 step, found 0"))
  }
}
