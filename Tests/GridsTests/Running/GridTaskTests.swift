import CentralizeOptions
import ExperimentSupport
import Files
import Grids
import Reports
import RunRecords
import TestSupport
import Testing

/// What runs measure stands in their records, and so in the results of the grid.
struct GridTaskTests {
  @Test func theResultsSayWhatTheRunsMeasure() throws {
    let folder = try TemporaryFolder()
    let grid = try Grid(GridDescription(), options: minimal(), seeds: 2, in: machine())
    func task() -> TaskDescription { GridFolder(folder.path, grid).experiment([]).task }
    #expect(task() == .classification)
    let other = TaskDescription(
      name: "classification", lossUnit: "nats",
      metrics: TaskDescription.classification.metrics + [Metric("top5Accuracy", better: .more)])
    let provenance = Provenance(
      version: "1", commit: "unknown", libtorch: "2.15", cpuCapability: "AVX2", threads: 1,
      data: [:], weights: nil)
    // The first run that was begun, which need not be the grid's first.
    let record = try RunRecord.data(
      grid.runs[1].configuration, task: other, provenance: provenance)
    try folder.write(Array(record), to: grid.runs[1].folder + "/config.json")
    #expect(task() == other)
  }
}
