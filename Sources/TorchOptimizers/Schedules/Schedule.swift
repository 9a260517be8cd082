import Foundation

/// A factor for each optimizer step, such as that on the learning rate; the first step has the number 0.
public typealias StepFactor = @Sendable (_ step: Int) -> Double

/// 1 at every step.
public func constantSchedule() -> StepFactor { { _ in 1 } }

/// Half a cosine from 1 down to 0 over `count` steps: `(1 + cos(π·step/count)) / 2`.
///
/// Source: Loshchilov and Hutter, "SGDR", ICLR 2017, https://arxiv.org/abs/1608.03983.
public func cosineSchedule(over count: Int) -> StepFactor {
  precondition(count >= 1, "cosine schedule: expected at least 1 step, found \(count)")
  return { step in (1 + cos(.pi * Double(min(step, count)) / Double(count))) / 2 }
}

/// 1 at first, and multiplied by `factor` from each of the steps `milestones` on.
public func stepSchedule(at milestones: [Int], factor: Double = 0.1) -> StepFactor {
  { step in pow(factor, Double(milestones.count { $0 <= step })) }
}

/// Rises in equal parts to 1 over `count` steps, the first of them above 0, and then follows
/// `schedule` from that schedule's own step 0.
public func warmUp(for count: Int, then schedule: @escaping StepFactor) -> StepFactor {
  { step in step < count ? Double(step + 1) / Double(count) : schedule(step - count) }
}

/// Rises in equal parts from `share` of 1, in (0, 1), to 1 over `count` steps, and then follows `schedule` from
/// that schedule's own step 0.
public func warmUp(
  for count: Int, from share: Double, then schedule: @escaping StepFactor
) -> StepFactor {
  { step in
    step < count ? share + (1 - share) * Double(step) / Double(count) : schedule(step - count)
  }
}

extension Schedule {
  /// The factor for each step of a run of `totalSteps`.
  ///
  /// The milestones of a step schedule are epochs. After a warm-up a cosine covers the steps that
  /// remain, while milestones keep their place.
  public func factor(totalSteps: Int, stepsPerEpoch: Int) -> StepFactor {
    let main: StepFactor =
      switch shape {
      case .constant: constantSchedule()
      case .cosine: cosineSchedule(over: max(totalSteps - warmupSteps, 1))
      case .step(let milestones, let factor):
        stepSchedule(at: milestones.map { $0 * stepsPerEpoch - warmupSteps }, factor: factor)
      }
    guard warmupSteps > 0 else { return main }
    return warmupShare.map { warmUp(for: warmupSteps, from: $0, then: main) }
      ?? warmUp(for: warmupSteps, then: main)
  }
}
