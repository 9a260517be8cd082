import CentralizeOptions
import Foundation
import Recipes

/// Finds and reads the recipes that ship with the command.
enum RecipeReader {
  /// The names of all recipes, sorted.
  static var names: [String] {
    guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return [] }
    return files.filter { $0.hasSuffix(Recipes.suffix) }
      .map { String($0.dropLast(Recipes.suffix.count)) }.sorted()
  }

  /// The recipe of a name.
  static func read(_ name: String) throws(OptionsError) -> ConfigurationFile {
    let names = names
    guard names.contains(name), let folder else {
      throw .unknownRecipe(name, nearest: NearestName.of(name, among: names))
    }
    var file = try ConfigurationReader.read("\(folder)/\(name)\(Recipes.suffix)")
    file.path = "the recipe \(name)"
    return file
  }

  private static var folder: String? {
    Recipes.folders(beside: OwnProgram.folder).first {
      Surroundings.current.kind($0) == .folder
    }
  }
}
