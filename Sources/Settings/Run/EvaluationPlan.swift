/// When a run is measured, and what follows from that.
public struct EvaluationPlan: Hashable, Sendable {
  /// Epochs between evaluations, from 1; the last epoch has one in any case.
  public var every = 1
  /// Whether the weights of the best evaluation on held-out images are kept beside the last ones.
  public var keepsBest = false
  /// How many evaluations in a row may be no better than the best one on held-out images before the run ends, from
  /// 1; `nil` for a run of its whole length.
  public var patience: Int?

  /// An evaluation after each epoch, and the last weights.
  public init() {}

  /// Checks that there are held-out images where something follows from them.
  func check(_ run: RunConfiguration) throws(OptionsError) {
    if run.course.centralizationSchedule.plateau != nil {
      throw .outOfRange(
        .centralizationSchedule, expected: "a schedule that follows the steps alone",
        found: "'\(run.course.centralizationSchedule)'")
    }
    guard run.images.validation == 0 else { return }
    let hint = "needs training images that are held out, so that test images choose nothing"
    if run.course.schedule.plateau != nil {
      throw .missing(.validation, hint: "--schedule plateau \(hint)")
    }
    if keepsBest { throw .missing(.validation, hint: "--keep-best \(hint)") }
    if patience != nil { throw .missing(.validation, hint: "--patience \(hint)") }
  }
}

extension EvaluationPlan: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.evaluateEvery, \.every, omitting: 1),
    .init(.keepBest, \.keepsBest, omitting: false), .init(.patience, \.patience),
  ]
}

extension OptionName {
  package static let evaluateEvery = OptionName(
    "evaluate-every", .wholeNumber(1...Limits.epochs), valueName: "n", effect: [.results, .time],
    help: "Epochs between evaluations; the last one is always measured. (default: 1)")
  package static let keepBest = OptionName(
    "keep-best", .invertibleFlag, effect: [],
    help: """
      Also keep the weights of the best evaluation on the --validation images, as \
      weights-best.safetensors. (default: no)
      """)
  package static let patience = OptionName(
    "patience", .wholeNumber(1...Limits.epochs), valueName: "n", effect: [.results, .time],
    help: """
      End the run after this many evaluations in a row that are no better than the best one on the \
      --validation images. (default: never)
      """)
}
