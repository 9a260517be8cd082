import EngineProtocol
import RunRecords
import CentralizeOptions
import Foundation
import Testing

struct ProgressTests {
  private let summary = RunSummary(
    folder: "r/all-0", parameterCount: 10, imagesPerEpoch: 96, totalSteps: 12, stepsMade: 3)
  private let step = StepProgress(
    epoch: 2, epochs: 3, step: 7, totalSteps: 36, loss: 0.25, imagesPerSecond: 99.6,
    secondsLeft: 3725.4)
  private let epoch = EpochMetrics(
    epoch: 1, step: 12, trainLoss: 0.5, evaluated: ["testAccuracy": 0.625], learningRate: 0.1)

  @Test func eventsSurviveTheirLine() throws {
    let events: [RunEvent] = [
      .begins(summary), .step(step), .warning("a \"b\"\nc"), .epoch(epoch),
      .evaluation(EvaluationProgress(epoch: 2, part: .test, batch: 1, batches: 20)),
      .failure("no", isOwn: false),
    ]
    for event in events {
      let line = try event.line()
      #expect(line.last == UInt8(ascii: "\n") && line.count { $0 == UInt8(ascii: "\n") } == 1)
      #expect(RunEvent(line: line.dropLast()) == event)
    }
    #expect(RunEvent(line: Data("{}".utf8)) == nil)
  }

  @Test func isSaidInWords() {
    #expect(
      ProgressText.of(summary)
        == "r/all-0: 10 parameters, 96 images per epoch, 12 steps, from step 3")
    #expect(
      ProgressText.of(step).text == "epoch 2/3  step 7/36  100 images/s  loss 0.2500  1:02:05 left")
    #expect(
      ProgressText.of(epoch, .classification)
        == "epoch 1  step 12  training loss 0.5000  test accuracy 62.50 %")
    #expect(
      ProgressText.of(EvaluationProgress(epoch: 2, part: .test, batch: 1, batches: 20)).text
        == "epoch 2  test images: batch 1/20")
    var half = epoch
    for (count, words) in [(0, ""), (1, "  1 step overflowed"), (3, "  3 steps overflowed")] {
      half.overflowedSteps = count
      #expect(
        ProgressText.of(half, .classification) == ProgressText.of(epoch, .classification) + words)
    }
    #expect(ProgressText.duration(59.6) == "1:00" && ProgressText.duration(.infinity) == "?")
  }

  /// Whole fields go, the least important first, and no number is cut.
  @Test(arguments: [
    (80, "epoch 2/3  step 7/36  100 images/s  loss 0.2500  1:02:05 left"),
    (61, "epoch 2/3  step 7/36  100 images/s  loss 0.2500  1:02:05 left"),
    (50, "epoch 2/3  step 7/36  loss 0.2500  1:02:05 left"),
    (40, "epoch 2/3  step 7/36  1:02:05 left"), (30, "step 7/36  1:02:05 left"),
    (20, "step 7/36"), (6, "step 7"),
  ])
  func fitsIntoATerminal(_ width: Int, _ line: String) {
    let whole = ProgressText.of(step)
    #expect(whole.text(within: width) == line)
    #expect(whole.after("none-0").text(within: 8) == "none-0")
  }
}
