/// The names of what a run writes into its folder.
package enum RunFiles {
  /// The options, and what the run is made with: ``RunRecord``.
  package static let record = "config.json"
  /// A line for each step that was logged, and for each epoch: ``MetricsLine``.
  package static let metrics = "metrics.jsonl"
  /// All that depends on the clock: ``RunTimings``.
  package static let timings = "timings.json"
  package static let checkpoint = "last.safetensors"
  package static let weights = "weights.safetensors"
  /// Those of the best evaluation on held-out examples.
  package static let bestWeights = "weights-best.safetensors"
  /// The running mean of the weights.
  package static let averagedWeights = "weights-ema.safetensors"
  /// What was taken for what after the last epoch, of a task that tells classes apart: ``ClassConfusion``.
  package static let confusion = "confusion.json"
  /// The folder of pictures of what came out, of a task that has some.
  package static let pictures = "pictures"

  /// What a picture shows.
  package enum PictureKind: String { case truth, found }

  /// The picture of an example, counted from 1.
  package static func picture(of kind: PictureKind, _ number: Int) -> String {
    "\(pictures)/\(number)-\(kind.rawValue).png"
  }
}

/// The names of what lies in the folder of a comparison or a grid, beside the folders of its runs.
package enum ExperimentFiles {
  /// The runs of a grid, and the fingerprints of their options.
  package static let grid = "grid.json"
  package static let experiment = "experiment.json"
  package static let comparisonStem = "comparison"
  /// The first arm compared with the second.
  package static let comparison = comparisonStem + ".json"
  package static let statistics = "statistics.json"
  /// What was measured on the way of trainings.
  package static let landscape = "landscape.json"

  package static func run(of seed: UInt64, arm: String, cell: String) -> String {
    (cell.isEmpty ? "" : cell + "/") + "\(arm)-\(seed)"
  }
}
