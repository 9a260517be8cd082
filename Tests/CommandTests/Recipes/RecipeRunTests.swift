import Foundation
import TestSupport
import Testing

/// Every recipe of one network is understood, and compares for two steps at reduced size on small data
/// of its layout.
@Suite(.serialized) struct RecipeRunTests {
  private let folder: TemporaryFolder
  private static let names = RecipeListTests.names.filter { !RecipeListTests.grids.contains($0) }

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: names) func plansBothArms(_ name: String) async throws {
    let recipe = try Recipe(name, in: folder)
    if recipe.isFineTuning { _ = try folder.write([0], to: "start.safetensors") }
    let plan = try await Command.run(recipe.words + ["--dry-run"], in: folder.path)
    try #require(plan.code == 0, "\(plan.errors)")
    let runs = recipe.arms.map { "both/\($0)-0  to do\n" }.joined()
    #expect(plan.output.hasPrefix(runs + "2 of 2 runs to do"), "\(plan.output)")
  }

  @Test(.extended, arguments: names) func comparesForTwoSteps(_ name: String) async throws {
    let recipe = try Recipe(name, in: folder)
    if recipe.isFineTuning {
      let made = try await Command.run(
        ["init"] + recipe.classifier + ["--output", "start.safetensors"], in: folder.path)
      try #require(made.code == 0, "\(made.errors)")
    }
    let outcome = try await Command.run(recipe.words, in: folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(recipe.findsObjects ? "test AP" : "test accuracy"))
    #expect(outcome.errors.contains("classifier") == recipe.isFineTuning, "\(outcome.errors)")
    for arm in recipe.arms {
      let log = try String(
        contentsOfFile: folder.file("both/\(arm)-0/metrics.jsonl"), encoding: .utf8)
      #expect(log.contains("\"step\":2"), "\(log)")
    }
  }
}

/// A recipe with small data of its layout beside it.
private struct Recipe {
  /// The arms that it compares.
  let arms: [String]
  /// Whether objects are found.
  let findsObjects: Bool
  /// The words for the network whose weights it starts from.
  let classifier: [String]
  /// Whether it starts from weights, the file `start.safetensors`.
  let isFineTuning: Bool
  /// The command line that compares for two steps.
  let words: [String]

  init(_ name: String, in folder: TemporaryFolder) throws {
    let isOfCIFAR = name.hasPrefix("cifar100")
    findsObjects = name.hasPrefix("coco")
    let dataset =
      isOfCIFAR ? "cifar100" : findsObjects ? "coco" : name.replacing(/-resnet.*/, with: "")
    let parts = name.firstMatch(of: /rcnn-(res.*?)(-gn)?(-ws)?$/)
    classifier =
      ["--model", parts.map { String($0.1) } ?? "resnet50"]
      + (parts?.2 == nil ? [] : ["--normalization", "group"])
      + (parts?.3 == nil ? [] : ["--weight-form", "standardized"])
    if isOfCIFAR {
      try SmallData.cifar100.write(to: folder.path)
    } else {
      try SmallPhotographs.write(dataset, to: folder)
    }
    let isOfTorchvision = name.contains("torchvision")
    arms = ["none", name.hasPrefix("imagenet") && !isOfTorchvision ? "convolutions" : "all"]
    isFineTuning =
      ["fgvc-aircraft", "stanford-cars", "stanford-dogs", "cub-200-2011", "coco"].contains(dataset)
    words =
      ["compare", "--recipe", name, "--data", folder.path, "--output", "both", "--seeds", "1"]
      + ["--steps", "2", "--batch-size", "2", "--threads", "1"]
      + (isOfCIFAR ? [] : ["--image-size", "64"])
      + (isOfCIFAR || findsObjects ? [] : ["--resize", "72"])
      + (isOfTorchvision ? ["--accumulate", "1"] : [])
      + (name.hasSuffix("-v2") ? ["--train-image-size", "48"] : [])
      + (findsObjects ? ["--classes", "3"] : [])
      + (isFineTuning ? ["--weights", "start.safetensors"] : [])
  }
}
