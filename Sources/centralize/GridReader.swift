import Grids
import CentralizeOptions
import Yams

/// Reads the YAML, or JSON, of a grid of runs.
enum GridReader {
  private enum Key: String, CaseIterable {
    case about, requires, base, axes, seeds, pair
    /// Whether a file with this key can be nothing but a grid.
    var isOfGrids: Bool { self == .base || self == .axes || self == .pair }
  }

  /// Whether the file at `path` describes a grid, and not the options of one run.
  static func isGrid(_ path: String) -> Bool {
    guard let mapping = try? ConfigurationReader.mapping(of: path, given: .grid) else {
      return false
    }
    return mapping.keys.contains {
      $0.scalar.flatMap { Key(rawValue: $0.string) }?.isOfGrids == true
    }
  }

  /// The grid that the file at `path` describes, which messages call `name`.
  static func read(_ path: String, name: String) throws(OptionsError) -> GridDescription {
    guard let mapping = try ConfigurationReader.mapping(of: path, given: .grid) else {
      throw .wrongGrid(file: name, reason: "it is empty")
    }
    var grid = GridDescription(file: name)
    for (node, value) in mapping {
      let word = node.scalar?.string ?? ""
      guard let key = Key(rawValue: word) else {
        throw .unknownKey(
          file: name, key: word, nearest: NearestName.of(word, among: Key.allCases.map(\.rawValue)))
      }
      try read(key, value, into: &grid)
    }
    return grid
  }

  private static func read(
    _ key: Key, _ node: Node, into grid: inout GridDescription
  ) throws(OptionsError) {
    let file = grid.file ?? ""
    switch key {
    case .about: grid.about = node.scalar?.string
    case .requires:
      guard let option = node.scalar.flatMap({ OptionName(rawValue: $0.string) }) else {
        throw wrong(file, key, "the name of an option", node)
      }
      grid.requires = option
    case .base:
      guard let mapping = node.mapping else { throw wrong(file, key, "a mapping of options", node) }
      grid.base = try OptionMap(ConfigurationReader.entries(of: mapping, file), of: file)
    case .axes:
      guard let axes = node.sequence else {
        throw wrong(file, key, "a list of axes, each a list of mappings of options", node)
      }
      for axis in axes { grid.axes.append(try choices(of: axis, key, file)) }
    case .pair: grid.pair = try choices(of: node, key, file)
    case .seeds: grid.seeds = try seeds(of: node, file)
    }
  }

  private static func choices(
    of node: Node, _ key: Key, _ file: String
  ) throws(OptionsError) -> [GridDescription.Choice] {
    guard let sequence = node.sequence else {
      throw wrong(
        file, key, key == .pair ? "a list of arms" : "a list of axes, each a list of mappings", node
      )
    }
    var choices: [GridDescription.Choice] = []
    for entry in sequence {
      guard let mapping = entry.mapping else {
        throw wrong(file, key, "mappings of options", entry)
      }
      choices.append(
        try GridDescription.Choice(ConfigurationReader.entries(of: mapping, file), of: file))
    }
    return choices
  }

  private static func seeds(
    of node: Node, _ file: String
  ) throws(OptionsError) -> GridDescription.Seeds {
    if let count = node.scalar.flatMap({ Int($0.string) }) { return .count(count) }
    let seeds = node.sequence?.map { $0.scalar.flatMap { UInt64($0.string) } } ?? [nil]
    let known = seeds.compactMap { $0 }
    guard known.count == seeds.count else {
      throw wrong(file, .seeds, "how many seeds, or a list of seeds", node)
    }
    return .list(known)
  }

  private static func wrong(
    _ file: String, _ key: Key, _ expected: String, _ found: Node
  ) -> OptionsError {
    .wrongValue(
      file: file, key: key.rawValue, expected: expected,
      found: ConfigurationReader.value(of: found).inWords)
  }
}
