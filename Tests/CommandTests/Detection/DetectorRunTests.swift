import Foundation
import TestSupport
import Testing
import Torch

/// Detectors that the command trains, on scenes of the small garments.
struct DetectorRunTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private static let network = [
    "--model", "mask-rcnn", "--backbone", "mobilenet-v2", "--pyramid-channels", "8",
  ]
  /// Eight scenes, in batches of two.
  private static let data = [
    "--dataset", "synthetic-garments", "--data", "data", "--image-size", "64", "--train-samples",
    "8", "--test-samples", "2", "--batch-size", "2", "--threads", "1",
  ]
  private static let course = ["--learning-rate", "0.01", "--log-every", "1"]

  private func train(
    _ output: String, _ words: [String], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await Command.run(
      ["train"] + Self.network + Self.data + Self.course + ["--output", output] + words,
      in: bench.path("."), interruption: interruption)
  }

  /// Two processes make what one makes of two micro-batches, and a run that was stopped in the middle of an epoch
  /// goes on as if it had not been.
  @Test func processesAndResumingLeaveNoTrace() async throws {
    let options = ["--epochs", "2", "--accumulate", "2"]
    let whole = try await train("whole", options)
    #expect(whole.code == 0, "\(whole.errors)")
    #expect(whole.output.hasPrefix("epoch 2  training loss"), "\(whole.output)")
    for word in ["test AP ", "test mask AP50 ", "test loss of masks "] {
      #expect(whole.output.contains(word), "\(word): \(whole.output)")
    }
    let epoch = try #require(try bench.metrics("whole", "epoch").last)
    for name in ["trainLoss", "testLoss", "testClassifierLoss", "testMaskLoss", "testProposalLoss"]
    {
      #expect(epoch[name] is Double, "\(name)")
    }
    let two = try await train("two", options + ["--processes", "2"])
    #expect(two.code == 0, "\(two.errors)")
    try bench.expectSameRun("two", as: "whole")
    for name in ["1-truth", "1-found", "2-truth", "2-found"].map({ "pictures/\($0).png" }) {
      // Six squares for each pixel of 64.
      #expect(try bench.bytes("whole/" + name)[16..<20].elementsEqual([0, 0, 1, 128]), "384")
      #expect(try bench.bytes("two/" + name) == bench.bytes("whole/" + name))
    }
    try await expectSameEvaluation(of: "whole", as: epoch)
    let stop = Interruption(SIGINT, metrics: bench.path("stopped/metrics.jsonl"), lines: 1)
    let stopped = try await train("stopped", options, interruption: stop)
    #expect(stopped.code == 130, "\(stopped.errors)")
    let end = try await bench.resume("stopped", by: 2)
    #expect(end.code == 0 && end.errors.contains("from step "), "\(end.errors)")
    try bench.expectSameRun("stopped", as: "whole")
  }

  /// The weights of a run, and what is exported of its checkpoint, do as well as it says.
  private func expectSameEvaluation(of run: String, as epoch: [String: Any]) async throws {
    let exported = try await Command.run(
      ["export", "--config", "\(run)/config.json", "--weights", "\(run)/last.safetensors"]
        + ["--output", "exported.safetensors"], in: bench.path("."))
    #expect(exported.code == 0, "\(exported.errors)")
    for weights in ["\(run)/weights.safetensors", "exported.safetensors"] {
      let outcome = try await Command.run(
        ["evaluate", "--config", "\(run)/config.json", "--weights", weights, "--json"],
        in: bench.path("."))
      #expect(outcome.code == 0, "\(outcome.errors)")
      let measured = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      let names = measured.keys.filter { $0 != "formatVersion" }
      #expect(names.contains("testAP") && names.contains("testMaskLoss"))
      for name in names {
        #expect(measured[name] as? Double == epoch[name] as? Double, "\(name)")
      }
    }
  }

  @Test(.extended) func killsAtSeveralMomentsLeaveNoTrace() async throws {
    let options = ["--epochs", "3", "--checkpoint-every", "1", "--detection", "paper"]
    #expect(try await train("whole", options).code == 0)
    var random = SeededRandom(4)
    for lines in [1, 2, 3, 5, 6, 8, 10, 11, 13, 14] {
      let kill = Interruption(
        SIGKILL, metrics: bench.path("run/metrics.jsonl"), lines: lines,
        delay: UInt32(random.next() % 60_000))
      let outcome =
        lines == 1
        ? try await train("run", options, interruption: kill)
        : try await bench.resume("run", interruption: kill)
      #expect(kill.isSent && outcome.code == nil, "\(lines): \(outcome.errors)")
    }
    let end = try await bench.resume("run")
    #expect(end.code == 0, "\(end.errors)")
    try bench.expectSameRun("run", as: "whole")
  }

  @Test(.extended) func armsAreCompared() async throws {
    let outcome = try await Command.run(
      ["compare"] + Self.network + Self.data + Self.course
        + ["--steps", "2", "--seeds", "2", "--output", "both"], in: bench.path("."))
    #expect(outcome.code == 0 && outcome.output.contains("test AP"), "\(outcome.errors)")
    let page = try bench.text("both/report.html")
    for words in ["test AP", "test mask AP50", "mask-rcnn mobilenet-v2"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!page.lowercased().contains("accuracy"))
    #expect(page.ranges(of: "src=\"data:image/png;base64,").count == 6)
    #expect(page.contains("alt=\"Test image 2: with GC (all)\""))
  }

  /// The transposed convolution sums over its inputs and not over its outputs, which have the same number.
  @Test func aPlanShowsEachLayer() async throws {
    let outcome = try await Command.run(
      ["plan", "--model", "mask-rcnn", "--dataset", "coco", "--json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    let deconvolution = try #require(
      rows.first { $0["name"] as? String == "roi_heads.mask_predictor.conv5_mask.weight" })
    #expect(deconvolution["fanIn"] as? [Int] == [0, 2, 3])
    #expect(deconvolution["shape"] as? [Int] == [256, 256, 2, 2])
    // 53 convolutions of the body, 8 of the pyramid, 3 for proposals, 4 linear layers, 4 + 2 for masks.
    #expect(rows.count { $0["centralized"] as? Bool == true } == 74)
  }

  /// What is found in image files, as COCO's results and as pictures of the files' size.
  @Test func whatIsFoundIsWrittenAndDrawn() async throws {
    let files = try Fixture.tensors("images.safetensors").under("file/")
    try bench.write(try #require(files["baseline-420"]).array(), to: "photographs/a.jpg")
    let made = try await Command.run(
      ["init"] + Self.network + ["--dataset", "synthetic-garments", "--output", "w.safetensors"],
      in: bench.path("."))
    #expect(made.code == 0, "\(made.errors)")
    // The second time into the folder of the first.
    for _ in 0..<2 {
      let outcome = try await Command.run(
        ["predict"] + Self.network + ["--weights", "w.safetensors", "--images", "photographs"]
          + ["--image-size", "64", "--threads", "1", "--output", "found"], in: bench.path("."))
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let text = try bench.text("found/detections.json")
    let results = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect((1...100).contains(results.count))
    for result in results {
      let box = try #require(result["bbox"] as? [Double])
      #expect(box.count == 4 && box[0] >= 0 && box[0] + box[2] <= 45 && box[1] + box[3] <= 35)
      #expect((1...10).contains(result["category_id"] as? Int ?? 0))
      #expect(result["image_id"] as? String == "a.jpg")
      #expect((result["segmentation"] as? [String: Any])?["size"] as? [Int] == [35, 45])
    }
    #expect(bench.has("found/a.jpg.png"))
    let wrong = try await Command.run(
      ["predict"] + Self.network + ["--weights", "w.safetensors", "--input", "w.safetensors"]
        + ["--output", "other"], in: bench.path("."))
    expectFailure(wrong, code: 64, "--input is not an option of the model mask-rcnn")
  }

  @Test func dataThatDoesNotFitIsNamed() async throws {
    let many = try await train("run", ["--epochs", "1", "--classes", "5"])
    expectFailure(
      many, code: 1, "--classes must be 11, the labels of the data and the background, but is 5")
    try FileManager.default.createDirectory(
      atPath: bench.path("empty"), withIntermediateDirectories: true)
    let none = try await Command.run(
      ["train"] + Self.network + ["--dataset", "coco", "--data", "empty", "--output", "run"],
      in: bench.path("."))
    expectFailure(none, code: 1, "empty", "annotations/instances_train2017.json")
    #expect(!bench.has("run"))
  }
}
