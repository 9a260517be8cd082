// Makes runs, one after the other, alone or as one process of a group: the environment says which. The words
// are a JSON file of `TrainingCase` and the folder in which the runs lie.
import EngineProtocol
import Foundation
import RunRecords
import Settings
import TestSupport
import TorchDistributed
import TorchTraining

func task(of run: TrainingCase) -> (any TrainingTask)? {
  switch run.task {
  case .classification: nil
  case .sequences: SequenceTask(broken: nil)
  // The second step has four micro-batches, of which this is the last.
  case .brokenSequences: SequenceTask(broken: 7)
  }
}

let words = CommandLine.arguments
let cases = try JSONDecoder().decode(
  [TrainingCase].self, from: Data(contentsOf: URL(fileURLWithPath: words[1])))
do {
  let environment = try ProcessEnvironment.read(ProcessInfo.processInfo.environment)
  let group =
    try environment.map { try ProcessGroup($0, timeout: .seconds(60)) } ?? ProcessGroup()
  for run in cases {
    // Small enough that the smallest network has several buckets.
    try GradientTransfer.$smallestBucket.withValue(64 << 10) {
      _ = try Run(
        run.options, in: words[2] + "/" + run.name, task: task(of: run),
        tensorboard: run.hasEvents, group: group
      ).run()
    }
  }
  group.leave()
} catch {
  print("error: \(error)")
  exit(1)
}
