import Foundation
import TestSupport
import Testing

/// Every recipe compares for two steps, at reduced size, on small data of its layout.
@Suite(.serialized) struct RecipeRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: RecipeListTests.names.filter { !RecipeListTests.grids.contains($0) })
  func comparesForTwoSteps(_ name: String) async throws {
    let isOfCIFAR = name.hasPrefix("cifar100")
    let dataset = isOfCIFAR ? "cifar100" : name.replacing(/-resnet.*/, with: "")
    if isOfCIFAR {
      try SmallData.cifar100.write(to: folder.path)
    } else {
      try SmallPhotographs.write(dataset, to: folder)
    }
    var words = ["compare", "--recipe", name, "--data", folder.path, "--output", "both"]
    words += ["--seeds", "1", "--steps", "2", "--batch-size", "2", "--threads", "1"]
    if !isOfCIFAR { words += ["--image-size", "64", "--resize", "72"] }
    let isFineTuning = ["fgvc-aircraft", "stanford-cars", "stanford-dogs", "cub-200-2011"]
      .contains(dataset)
    if isFineTuning {
      let made = try await Command.run(
        ["init", "--model", "resnet50", "--output", "start.safetensors"], in: folder.path)
      try #require(made.code == 0, "\(made.errors)")
      words += ["--weights", "start.safetensors"]
    }
    let outcome = try await Command.run(words, in: folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("test accuracy"))
    #expect(outcome.errors.contains("classifier") == isFineTuning, "\(outcome.errors)")
    for arm in ["none", name.hasPrefix("imagenet") ? "convolutions" : "all"] {
      let log = try String(
        contentsOfFile: folder.file("both/\(arm)-0/metrics.jsonl"), encoding: .utf8)
      #expect(log.contains("\"step\":2"), "\(log)")
    }
  }
}
