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
      .step(milestones: [3], factor: 0.5), warmupSteps: 4, warmupShare: 0.25)
    expect(
      schedule.factor(totalSteps: 20, stepsPerEpoch: 2),
      [0: 0.25, 1: 0.4375, 2: 0.625, 3: 0.8125, 4: 1, 5: 1, 6: 0.5, 9: 0.5])
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
