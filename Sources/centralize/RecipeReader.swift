import Grids
import CentralizeOptions
import Foundation
import Processes
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

  static func read(_ name: String) throws(OptionsError) -> ConfigurationFile {
    var file = try ConfigurationReader.read(path(of: name))
    file.path = words(for: name)
    return file
  }

  /// The grid that the recipe of a name describes; `nil` where it stands for the options of one run.
  static func grid(_ name: String) throws(OptionsError) -> GridDescription? {
    let path = try path(of: name)
    return GridReader.isGrid(path) ? try GridReader.read(path, name: words(for: name)) : nil
  }

  private static func words(for name: String) -> String { "the recipe \(name)" }

  private static func path(of name: String) throws(OptionsError) -> String {
    let names = names
    guard names.contains(name), let folder else {
      throw .unknownRecipe(name, nearest: NearestName.of(name, among: names))
    }
    return "\(folder)/\(name)\(Recipes.suffix)"
  }

  private static var folder: String? {
    Recipes.folders(beside: OwnExecutable.folder).first { Surroundings.current.kind($0) == .folder }
  }
}
