import Foundation

/// A factor for each optimizer step, such as that on the learning rate; the first step has the number 0.
public typealias StepFactor = @Sendable (_ step: Int) -> Double

/// 1 at every step.
public func constantSchedule() -> StepFactor { { _ in 1 } }

/// Half a cosine from 1 down to `floor` over `count` steps: `f + (1 − f)·(1 + cos(π·step/count)) / 2`.
///
/// Source: Loshchilov and Hutter, "SGDR", ICLR 2017, https://arxiv.org/abs/1608.03983.
public func cosineSchedule(over count: Int, floor: Double = 0) -> StepFactor {
  precondition(count >= 1, "cosine schedule: expected at least 1 step, found \(count)")
  return { step in
    let way = (1 + cos(.pi * Double(min(step, count)) / Double(count))) / 2
    return floor + (1 - floor) * way
  }
}

/// Half a cosine in each of several periods, of which the first has `count` steps and each other one `growth` times
/// as many as the one before.
///
/// Source: Loshchilov and Hutter, "SGDR", ICLR 2017, section 3, https://arxiv.org/abs/1608.03983.
public func cosineSchedule(
  restartingAfter count: Int, growth: Int = 1, floor: Double = 0
) -> StepFactor {
  precondition(count >= 1, "cosine schedule: expected at least 1 step, found \(count)")
  precondition(growth >= 1, "cosine schedule: expected a growth of at least 1, found \(growth)")
  return { step in
    var (step, length) = (step, count)
    if growth == 1 { step %= length }
    while step >= length {
      step -= length
      length *= growth
    }
    return cosineSchedule(over: length, floor: floor)(step)
  }
}

/// A power of the steps of `count` that are left, from 1 down to `floor`: `f + (1 − f)·(1 − step/count)ᵖ`; with `p` = 1 a
/// straight line.
public func polynomialSchedule(
  over count: Int, power: Double = 1, floor: Double = 0
) -> StepFactor {
  precondition(count >= 1, "polynomial schedule: expected at least 1 step, found \(count)")
  return { step in
    floor + (1 - floor) * pow(1 - Double(min(step, count)) / Double(count), power)
  }
}

/// 1 at first, and multiplied by `factor` from each of the steps `milestones` on.
public func stepSchedule(at milestones: [Int], factor: Double = 0.1) -> StepFactor {
  { step in pow(factor, Double(milestones.count { $0 <= step })) }
}

/// 1 at first, and multiplied by `factor` after every `count` steps.
public func exponentialSchedule(every count: Int, factor: Double) -> StepFactor {
  precondition(count >= 1, "exponential schedule: expected at least 1 step, found \(count)")
  return { step in pow(factor, Double(step / count)) }
}

/// Half a cosine up from `1/start` to 1 in the share `rise` of `count` steps, and half a cosine down to
/// `1/(start·end)` in the rest.
///
/// Source: Smith and Topin, "Super-Convergence", 2017, https://arxiv.org/abs/1708.07120, with the cosines, the places of
/// the ends and the numbers of PyTorch's `OneCycleLR`. The momentum stays as it is.
public func oneCycleSchedule(over count: Int, _ cycle: Schedule.OneCycle = .init()) -> StepFactor {
  precondition(count >= 1, "one-cycle schedule: expected at least 1 step, found \(count)")
  let (peak, last) = (cycle.rise * Double(count) - 1, Double(count - 1))
  let (first, end) = (1 / cycle.start, 1 / (cycle.start * cycle.end))
  @Sendable func eased(from: Double, to: Double, _ part: Double) -> Double {
    to + (from - to) / 2 * (1 + cos(.pi * part))
  }
  return { step in
    let step = min(Double(step), last)
    if step <= peak { return peak > 0 ? eased(from: first, to: 1, step / peak) : 1 }
    return eased(from: 1, to: end, (step - peak) / (last - peak))
  }
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
