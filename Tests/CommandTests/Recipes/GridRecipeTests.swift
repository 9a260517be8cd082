import Foundation
import TestSupport
import Testing

/// The recipes of the results, each of which is a grid.
struct GridRecipeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// How many runs each has: cells × arms × seeds.
  private static let runs = [
    "fashion-mnist-learning-rate": 3 * 2 * 3, "fashion-mnist-normalization": 4 * 2 * 3,
    "fashion-mnist-optimizers": 3 * 3 * 10, "fashion-mnist-small-sample": 1 * 2 * 6,
    "fashion-mnist-variants": 1 * 6 * 8, "fashion-mnist-variants-adam": 1 * 4 * 8,
    "fashion-mnist-weight-decay": 4 * 2 * 3,
  ]

  private func words(_ name: String) throws -> [String] {
    try SmallData.fashionMNIST.write(to: folder.path)
    return ["compare", "--recipe", name, "--data", folder.path, "--output", "grid"]
  }

  @Test(arguments: RecipeListTests.grids) func plansAllRuns(_ name: String) async throws {
    let plan = try await Command.run(words(name) + ["--dry-run"], in: folder.path)
    let runs = try #require(Self.runs[name])
    #expect(plan.output.contains("\(runs) of \(runs) runs to do"), "\(plan.output) \(plan.errors)")
  }

  @Test(.extended, arguments: RecipeListTests.grids)
  func runsForTwoSteps(_ name: String) async throws {
    var short = ["--seeds", "1", "--steps", "2", "--batch-size", "2", "--train-samples", "4"]
    if name.hasSuffix("learning-rate") { short += ["--validation", "2"] }
    let outcome = try await Command.run(words(name) + short, in: folder.path)
    try #require(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("test accuracy"))
    let table = try String(contentsOfFile: folder.file("grid/tables/accuracy.md"), encoding: .utf8)
    #expect(table.split(separator: "\n").count > 3, "\(table)")
  }
}
