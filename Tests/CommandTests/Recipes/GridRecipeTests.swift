import Foundation
import TestSupport
import Testing

/// The recipes of the results, each of which is a grid.
struct GridRecipeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// How many runs each has: cells × arms × seeds.
  private static let runs = [
    "aerial-trees-faster-rcnn": 1 * 2 * 6, "garments-faster-rcnn": 1 * 3 * 6,
    "garments-mask-rcnn": 1 * 2 * 6,
    "fine-tuning-garments": 4 * 2 * 6, "fine-tuning-trees": 4 * 2 * 6,
    "fashion-mnist-learning-rate": 3 * 2 * 3, "fashion-mnist-muon": 1 * 3 * 8,
    "fashion-mnist-normalization": 4 * 2 * 3,
    "fashion-mnist-optimizers": 3 * 3 * 10, "fashion-mnist-small-sample": 1 * 2 * 6,
    "fashion-mnist-variants": 1 * 6 * 8, "fashion-mnist-variants-adam": 1 * 4 * 8,
    "fashion-mnist-weight-decay": 4 * 2 * 3,
  ]

  private static let startFromWeights = RecipeListTests.detectors + RecipeListTests.fineTuned

  private func words(_ name: String) throws -> [String] {
    if name.hasPrefix("aerial") {
      try SmallPhotographs.write("coco", to: folder)
    } else if RecipeListTests.fineTuned.contains(name) {
      try SmallPhotographs.write("folder", to: folder)
    } else {
      try SmallData.fashionMNIST.write(to: folder.path)
    }
    return ["compare", "--recipe", name, "--data", folder.path, "--output", "grid"]
      + (Self.startFromWeights.contains(name) ? ["--weights", "start.safetensors"] : [])
  }

  @Test(arguments: RecipeListTests.grids) func plansAllRuns(_ name: String) async throws {
    _ = try folder.write([0], to: "start.safetensors")
    let plan = try await Command.run(words(name) + ["--dry-run"], in: folder.path)
    let runs = try #require(Self.runs[name])
    #expect(plan.output.contains("\(runs) of \(runs) runs to do"), "\(plan.output) \(plan.errors)")
  }

  @Test(.extended, arguments: RecipeListTests.grids)
  func runsForTwoSteps(_ name: String) async throws {
    var short = ["--seeds", "1", "--steps", "2", "--batch-size", "2", "--train-samples", "4"]
    if name.hasSuffix("learning-rate") { short += ["--validation", "2"] }
    let findsObjects = RecipeListTests.detectors.contains(name)
    if Self.startFromWeights.contains(name) {
      let made = try await Command.run(
        ["init", "--model", "mobilenet-v2", "--output", "start.safetensors"], in: folder.path)
      try #require(made.code == 0, "\(made.errors)")
    }
    if findsObjects { short += ["--image-size", "64", "--test-samples", "2"] }
    if name.hasPrefix("aerial") { short += ["--classes", "8"] }
    if RecipeListTests.fineTuned.contains(name) { short += ["--classes", "2"] }
    let outcome = try await Command.run(words(name) + short, in: folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(findsObjects ? "test AP" : "test accuracy"))
    let table = try String(
      contentsOfFile: folder.file("grid/tables/\(findsObjects ? "AP" : "accuracy").md"),
      encoding: .utf8)
    #expect(table.split(separator: "\n").count > 3, "\(table)")
  }
}
