/// The recipes that lie beside this file and ship with the command, as a folder of YAML files.
public enum Recipes {
  /// The folders that may hold them, for a program in `folder`: one called `Recipes` beside an
  /// installed program, or the one that a build makes.
  public static func folders(beside folder: String) -> [String] {
    ["\(folder)/Recipes", "\(folder)/swift-gradient-centralization_Recipes.resources"]
  }

  /// The ending of a recipe's file.
  public static let suffix = ".yaml"
}
