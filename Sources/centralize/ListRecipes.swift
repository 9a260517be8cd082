import ArgumentParser
import CentralizeOptions
import Streams

/// `centralize recipes`.
struct ListRecipes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipes", abstract: "List the recipes: the experiments of the paper, as options.",
    discussion: """
      A recipe stands for options; those of the command line win.

      Examples:
        centralize recipes
        centralize compare --recipe cifar100-resnet18 --data downloads
        centralize compare --recipe stanford-cars-resnet50 --data cars --weights resnet50.pth
      """)

  func run() throws {
    let rows = try RecipeReader.names.map { [$0, try RecipeReader.read($0).about ?? ""] }
    StandardOutput.print(TextColumns([["recipe", "what it is"]] + rows).text)
  }
}
