import Foundation
import TestSupport
import Testing

/// The recipes that ship with the command.
struct RecipeListTests {
  /// The recipes that are grids.
  static let grids =
    [
      "learning-rate", "muon", "normalization", "optimizers", "small-sample", "variants",
      "variants-adam", "weight-decay",
    ].map { "fashion-mnist-" + $0 } + detectors + fineTuned

  /// Those of classifiers that start from weights.
  static let fineTuned = ["fine-tuning-garments", "fine-tuning-trees"]

  /// Those of networks that find objects, which start from a classifier's weights.
  static let detectors = [
    "aerial-trees-faster-rcnn", "garments-faster-rcnn", "garments-mask-rcnn",
  ]

  /// The names of the files in the folder of recipes.
  static let names: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: Fixture.repository + "/Recipes"))?
    .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted() ?? []

  @Test func allFilesShipWithALineAboutEach() async throws {
    let outcome = try await Command.run(["recipes"])
    let lines = outcome.output.split(separator: "\n").dropFirst()
    #expect(Self.names.count == 46)
    #expect(lines.map { String($0.prefix { $0 != " " }) } == Self.names)
    #expect(lines.allSatisfy { $0.split(separator: " ").count > 3 })
  }

  @Test func anUnknownRecipeIsNamedWithTheNearest() async throws {
    let outcome = try await Command.run(["compare", "--recipe", "cifar100-resnet19"])
    expectFailure(outcome, code: 64, "'cifar100-resnet19'", "'cifar100-resnet18'")
  }
}
