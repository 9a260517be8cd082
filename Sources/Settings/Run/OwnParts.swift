/// The parts of a run that a program makes itself, by the names that it gives them.
///
/// A part that has a name has no options: what the settings of networks, data or optimizers say in its place
/// means nothing. The record of a run keeps the names, and only the program can make such a run, or go on with it.
public struct OwnParts: Hashable, Sendable {
  /// What the program's network is called; `nil` where the options say the network.
  public var network: String?
  /// What the program's data are called; `nil` where the options say the data.
  public var data: String?
  /// What the program's optimizer is called; `nil` where the options say the optimizer.
  public var optimizer: String?

  /// Parts of a program's own; none when nothing is said.
  public init(network: String? = nil, data: String? = nil, optimizer: String? = nil) {
    (self.network, self.data, self.optimizer) = (network, data, optimizer)
  }

  /// Whether the options say everything.
  package var areNone: Bool { self == OwnParts() }

  /// Checks that each name is one: not empty, on one line, and not longer than a title may be.
  func check() throws(OptionsError) {
    for entry in optionMap.entries {
      let name = entry.value.description
      guard (1...Self.longestName).contains(name.count), !name.contains(where: \.isNewline) else {
        throw .outOfRange(
          entry.option, expected: "a name of 1 to \(Self.longestName) characters on one line",
          found: "'\(name)'")
      }
    }
  }

  private static let longestName = 200
}

extension OwnParts: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.ownNetwork, \.network), .init(.ownData, \.data), .init(.ownOptimizer, \.optimizer),
  ]
}

extension OptionName {
  // Keys of records alone: no command takes them, as no name makes what a program made.
  package static let ownNetwork = OptionName(
    "own-network", .text, effect: [.results, .time], help: "The network that a program made.")
  package static let ownData = OptionName(
    "own-data", .text, effect: [.results, .time], help: "The data that a program made.")
  package static let ownOptimizer = OptionName(
    "own-optimizer", .text, effect: [.results, .time], help: "The optimizer that a program made.")
}

extension OptionBinding<RunConfiguration> {
  /// The same option, which does not apply where a program makes the part at `path` itself.
  func unless(
    _ path: any KeyPath<RunConfiguration, String?> & Sendable
  ) -> OptionBinding<RunConfiguration> {
    OptionBinding(option, get: { $0[keyPath: path] == nil ? get($0) : nil }) {
      (run, value) throws(OptionsError) in
      if let name = run[keyPath: path] {
        throw .noEffect(option, reason: "the program makes \(name) itself")
      }
      try set(&run, value)
    }
  }
}

extension [OptionBinding<RunConfiguration>] {
  /// The same options, which do not apply where a program makes the part at `path` itself.
  func unless(_ path: any KeyPath<RunConfiguration, String?> & Sendable) -> Self {
    map { $0.unless(path) }
  }
}

extension RunConfiguration {
  /// What the network is called: its model, or the program's name of it.
  package var networkWords: String { own.network ?? network.words }
  /// What the network alone is called, without what is below it.
  package var modelName: String { own.network ?? network.model.rawValue }
  /// What the data are called: their data set, or the program's name of them.
  package var dataWords: String { own.data ?? data.dataset.rawValue }
  /// What the optimizer is called.
  package var optimizerWords: String { own.optimizer ?? optimizer.name.rawValue }

  /// The path of a file of the data, for messages; of a program's own data its name.
  package func dataPath(_ file: String) -> String {
    own.data == nil ? data.folder + "/" + file : file
  }

  /// Checks that options alone describe the run that is recorded in `file`, so that the command can make it.
  package func checkIsOfCommand(recordedIn file: String) throws(OptionsError) {
    if !own.areNone { throw .madeByProgram(file: file, program: programWords) }
  }

  private var programWords: String {
    own.optionMap.entries.map(\.value.description).joined(separator: ", ")
  }
}
