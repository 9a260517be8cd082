import CentralizeOptions
import Files
import Foundation
import Yams

/// Reads the YAML, or JSON, of a configuration file.
enum ConfigurationReader {
  /// The longest file that is taken for one of options.
  private static let mostBytes = 16_000_000

  /// The keys and values of a file.
  static func read(_ path: String) throws(OptionsError) -> ConfigurationFile {
    guard let mapping = try mapping(of: path, given: .config) else {
      return ConfigurationFile(path: path, entries: [])
    }
    return ConfigurationFile(path: path, entries: try entries(of: mapping, path))
  }

  /// The mapping that a file is; `nil` where it is empty.
  static func mapping(
    of path: String, given option: OptionName
  ) throws(OptionsError) -> Node.Mapping? {
    switch Surroundings.current.kind(path) {
    case nil: throw .missingFile(option, path: path)
    case .folder: throw .wrongPath(option, path: path, reason: "is a folder, not a file")
    case .file: break
    }
    let data: Data
    do { data = try WholeFile.read(path, atMost: mostBytes) } catch {
      throw .wrongPath(option, path: path, reason: "cannot be read: \(error.reason)")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .unreadable(file: path, reason: "it is not UTF-8 text")
    }
    try ConfigurationText.check(text, path: path)
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw .unreadable(file: path, reason: "it is not valid YAML: \(reason(error))")
    }
    guard let root, root.scalar?.string != "" else { return nil }
    guard let mapping = root.mapping else {
      throw .unreadable(file: path, reason: "it must be a mapping of option names to values")
    }
    return mapping
  }

  /// The keys and values of a mapping.
  static func entries(
    of mapping: Node.Mapping, _ path: String
  ) throws(OptionsError) -> [ConfigurationFile.Entry] {
    var entries: [ConfigurationFile.Entry] = []
    for (key, node) in mapping {
      guard let name = key.scalar?.string else {
        throw .unreadable(file: path, reason: "a key must be the name of an option")
      }
      entries.append(ConfigurationFile.Entry(key: name, value: value(of: node)))
    }
    return entries
  }

  /// The value of a node; of lists in lists only that they are, as aliases could make them huge.
  static func value(of node: Node, isEntry: Bool = false) -> ConfigurationValue {
    switch node {
    case .scalar(let scalar):
      scalar.style == .plain || scalar.style == .any
        ? ConfigurationValue(unquoted: scalar.string) : .text(scalar.string)
    case .sequence(let sequence):
      .list(isEntry ? [] : sequence.map { value(of: $0, isEntry: true) })
    case .mapping: .mapping
    case .alias: .empty
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "\(problem) in line \(mark.line), column \(mark.column)"
    case .duplicatedKeysInMapping(let duplicates, _):
      "it has the key \(duplicates.map { "\($0)" }.listed()) twice"
    default: "the text is malformed"
    }
  }
}
