import RunRecords
import CentralizeOptions

extension LandscapeWording {
  var training: String {
    let config = landscape.config
    let length =
      switch config.course.length {
      case .epochs(let epochs): epochs == 1 ? "1 epoch" : "\(epochs) epochs"
      case .steps(let steps): "\(steps) steps"
      }
    return "\(config.words), learning rate \(config.course.learningRate), weight decay "
      + "\(config.optimizer.weightDecay), batches of \(config.course.batchSize), \(length)"
  }

  var figures: String {
    let seeds = landscape.with.finished.count
    let mean = seeds > 1 ? " Lines and the ends of bands are means over the seeds." : ""
    return
      "The band is from the lowest to the highest value over the lengths, the line is where the step "
      + "ends; for the effective smoothness, which is one number, it is the spread of the seeds.\(mean)"
  }

  var method: [String] {
    let every = landscape.with.runs.first?.every ?? 1
    let lengths = LandscapePoint.measuredSteps.map { (steps) -> String in
      Table.Value.significant(steps)
    }
    let steps =
      "Trained: \(training). At every \(every == 1 ? "step" : "\(every)th step") the loss L of the "
      + "step's own images is taken at w + t·d, where w are the weights before the step and d is the step "
      + "that the optimizer really took, momentum, decay and learning rate included; t is "
      + lengths.joined(separator: ", ")
    let conditions =
      ". The images are augmented and dropout masks drawn as in the step, and batch norms use "
      + "the batch. L is without weight decay. Training goes on as if nothing had been measured."
    let measures =
      "The variation of the loss is the highest less the lowest L(w + t·d); the change of the gradient is "
      + "the largest ‖∇L(w) − ∇L(w + t·d)‖₂; the effective smoothness β is the largest "
      + "‖∇L(w) − ∇L(w + t·d)‖₂/‖t·d‖₂, all over t, after Santurkar et al. 2018, figure 4, who move "
      + "along the gradient."
    let reading =
      "Each arm moves along its own steps, which differ in length: variation and change are for the step "
      + "that each takes, and only β is for a unit of length. A smaller β means a smoother loss."
    let kinks =
      "Where a ReLU bends, the gradient jumps by the same amount however short the way is, so β grows as steps "
      + "get shorter: towards the end of a schedule that goes to 0 it says little of the loss. The arms "
      + "can be compared at the same step, and not the beginning with the end."
    return [steps + conditions, measures, reading, kinks] + [infinities].compactMap { $0 }
  }

  /// Where numbers were not finite.
  private var infinities: String? {
    let points = landscape.arms.flatMap(\.runs).flatMap(\.points)
    let lost = points.count { $0.lengths.contains { $0.loss == nil || $0.gradientChange == nil } }
    if lost == 0 { return nil }
    return
      "At \(lost) of \(points.count) measured steps the loss or its gradient was not finite at some "
      + "length; those lengths are left out, so the ranges there are too small."
  }
}
