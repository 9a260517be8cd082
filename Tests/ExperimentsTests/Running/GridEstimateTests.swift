import RunRecords
import CentralizeOptions
import Experiments
import Foundation
import TestSupport
import Testing

struct GridEstimateTests {
  private func run(_ change: (inout OptionMap) -> Void = { _ in }) throws -> RunConfiguration {
    try minimal(change).resolved(in: machine())
  }

  @Test func aRunTakesWhatItsLikeTook() throws {
    let estimate = try GridEstimate([
      .init(configuration: run(), seconds: 10, share: 0.5),
      .init(configuration: run { $0[.seed] = 3 }, seconds: 30, share: 1),
      .init(configuration: run { $0[.optimizer] = "adam" }, seconds: 100, share: 1),
    ])
    #expect(try estimate.seconds(of: run { $0[.seed] = 9 }) == 25)
    #expect(try estimate.seconds(of: run { $0[.optimizer] = "adam" }) == 100)
    // None like it, but all as much work: (20 + 30 + 100) / 3, and of twice the length.
    #expect(try estimate.seconds(of: run { $0[.optimizer] = "lion" }) == 50)
    #expect(try estimate.seconds(of: run { ($0[.optimizer], $0[.epochs]) = ("lion", 6) }) == 100)
    #expect(try estimate.seconds(of: run { $0[.batchSize] = 64 }) == nil)
    #expect(try estimate.seconds(of: run { $0[.steps] = 5 }) == nil)
  }

  @Test func runsAtATimeShareTheTime() {
    #expect(GridEstimate.seconds(of: [10, 20, 30], jobs: 1) == 60)
    #expect(GridEstimate.seconds(of: [10, 20, 30], jobs: 2) == 30)
    #expect(GridEstimate.seconds(of: [10, 50], jobs: 4) == 50)
    #expect(GridEstimate.seconds(of: [10, nil], jobs: 1) == nil)
    #expect(GridEstimate.seconds(of: [], jobs: 1) == 0)
  }

  @Test func aFolderSaysHowLongItsRunTook() throws {
    let folder = try TemporaryFolder()
    #expect(try GridEstimate.Sample(run(), in: RunFolder(folder.path)) == nil)
    let timing = #"""
      {"formatVersion": 1, "epochs": [{"epoch": 1, "trainingSeconds": 3, "evaluationSeconds": 1,
      "imagesPerSecond": 5}]}
      """#
    let line = #"""
      {"epoch":1,"formatVersion":1,"kind":"epoch","learningRate":0.1,"step":4,"testAccuracy":0.5,
      """# + #""testLoss":1,"trainLoss":1}"#
    try folder.write(Array(timing.utf8), to: "timings.json")
    try folder.write(Array((line.replacing("\n", with: "") + "\n").utf8), to: "metrics.jsonl")
    let epochs = try #require(try GridEstimate.Sample(run(), in: RunFolder(folder.path)))
    #expect(epochs.seconds == 4 && epochs.share == 1 / 3.0)
    let steps = try GridEstimate.Sample(run { $0[.steps] = 16 }, in: RunFolder(folder.path))
    #expect(steps?.share == 0.25)
  }
}
