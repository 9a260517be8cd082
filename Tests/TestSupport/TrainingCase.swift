package import CentralizeOptions

/// A run that the program `training-probe` is to make.
package struct TrainingCase: Codable {
  /// What is trained.
  package enum Task: String, Codable {
    /// What the options say.
    case classification
    /// Sequences, by a network that draws dropout masks in two of its layers.
    case sequences
    /// The same, with a loss that is not a number in one micro-batch of the second step.
    case brokenSequences
  }

  /// The folder of the run, in that of all.
  package var name: String
  package var options: RunConfiguration
  package var task: Task
  package var hasEvents: Bool

  package init(
    _ name: String, _ options: RunConfiguration, _ task: Task = .classification,
    hasEvents: Bool = false
  ) { (self.name, self.options, self.task, self.hasEvents) = (name, options, task, hasEvents) }
}
