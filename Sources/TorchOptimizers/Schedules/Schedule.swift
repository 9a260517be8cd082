import Foundation

/// The factor on the learning rate for each optimizer step; the first step has the number 0.
public typealias Schedule = @Sendable (_ step: Int) -> Double

/// 1 at every step.
public func constantSchedule() -> Schedule { { _ in 1 } }

/// Half a cosine from 1 down to 0 over `count` steps: `(1 + cos(π·step/count)) / 2`.
///
/// Source: Loshchilov and Hutter, "SGDR", ICLR 2017, https://arxiv.org/abs/1608.03983.
public func cosineSchedule(over count: Int) -> Schedule {
  precondition(count >= 1, "cosine schedule: expected at least 1 step, found \(count)")
  return { step in (1 + cos(.pi * Double(min(step, count)) / Double(count))) / 2 }
}

/// 1 at first, and multiplied by `factor` from each of the steps `milestones` on.
public func stepSchedule(at milestones: [Int], factor: Double = 0.1) -> Schedule {
  { step in pow(factor, Double(milestones.count { $0 <= step })) }
}

/// Rises in equal parts to 1 over `count` steps, the first of them above 0, and then follows
/// `schedule` from that schedule's own step 0.
public func warmUp(for count: Int, then schedule: @escaping Schedule) -> Schedule {
  { step in step < count ? Double(step + 1) / Double(count) : schedule(step - count) }
}
