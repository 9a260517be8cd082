public import Files

/// What can be wrong with options, configuration files and the paths they name.
///
/// The description of each case is one sentence for the person who typed the command.
public enum OptionsError: Error, Hashable, Sendable {
  /// An option without a default was not given.
  case missing(OptionName, hint: String)
  /// A value has the right type but is out of range.
  case outOfRange(OptionName, expected: String, found: String)
  /// The subcommand has no option of this name.
  case unknownOption(String, of: String, nearest: String?)
  /// There is no subcommand of this name.
  case unknownSubcommand(String, nearest: String?)
  /// The chosen optimizer does not have the option.
  case notOfOptimizer(OptionName, OptimizerName)
  /// The chosen model does not have the option.
  case notOfModel(OptionName, ModelName)
  /// The chosen data set does not have the option.
  case notOfDataset(OptionName, DatasetName)
  /// The option was given where it changes nothing, or contradicts another.
  case noEffect(OptionName, reason: String)
  /// There is no recipe of this name.
  case unknownRecipe(String, nearest: String?)
  /// A configuration file has a key that no subcommand knows.
  case unknownKey(file: String, key: String, nearest: String?)
  /// A configuration file has a key that belongs to other subcommands.
  case keyOfOtherCommand(file: String, key: OptionName, command: String)
  /// A configuration file has a value of the wrong type.
  case wrongValue(file: String, key: String, expected: String, found: String)
  /// A file is damaged, or was written by a newer version.
  case format(FormatError)
  /// Options were given to a resumed run that differ from its record.
  case differsFromRecord(file: String, [RecordDifference])
  /// A file that an option names does not exist.
  case missingFile(OptionName, path: String)
  /// A folder that an option names does not exist.
  case missingFolder(OptionName, path: String, expected: String)
  /// A path that must be written, or read, is of the wrong kind.
  case wrongPath(OptionName, path: String, reason: String)
  /// The output folder already holds a run.
  case holdsAnotherRun(folder: String, command: String)
  /// The folder to resume holds no run.
  case nothingToResume(folder: String, expected: String)
  /// The folder to resume belongs to another subcommand.
  case recordOfOtherCommand(folder: String, owner: String)
  /// A file could not be read or understood.
  case unreadable(file: String, reason: String)

  /// A grid of runs cannot be what its file, or the command line, says.
  case wrongGrid(file: String, reason: String)
  /// An option is wrong in one place of a grid, such as a cell's arm.
  indirect case inGrid(file: String, place: String, OptionsError)
  /// A data set is not there for everyone to fetch.
  case cannotBeDownloaded(DatasetName)

  /// The engine could not be started.
  case engineMissing(path: String, reason: String)

  /// The option that the error is about, if it is about one that was given.
  public var option: OptionName? {
    switch self {
    case .outOfRange(let option, _, _), .notOfOptimizer(let option, _), .noEffect(let option, _),
      .notOfModel(let option, _), .notOfDataset(let option, _), .missingFile(let option, _),
      .missingFolder(let option, _, _), .wrongPath(let option, _, _):
      option
    default: nil
    }
  }

  /// The exit code: 64 for wrong usage, 1 for wrong data.
  public var exitCode: Int32 {
    switch self {
    case .missing, .outOfRange, .unknownOption, .unknownSubcommand, .notOfOptimizer, .notOfModel,
      .notOfDataset, .noEffect, .unknownRecipe, .unknownKey, .keyOfOtherCommand, .wrongValue,
      .differsFromRecord, .wrongGrid:
      64
    case .inGrid(_, _, let error): error.exitCode
    case .format, .missingFile, .missingFolder, .wrongPath, .holdsAnotherRun,
      .nothingToResume, .recordOfOtherCommand, .unreadable, .engineMissing,
      .cannotBeDownloaded:
      1
    }
  }
}

extension OptionsError: CustomStringConvertible {
  /// One sentence that says what is wrong and, where it helps, what to do.
  public var description: String {
    switch self {
    case .missing(let option, let hint): "\(option.flag) is missing: \(hint)."
    case .outOfRange(let option, let expected, let found):
      "\(option.flag) must be \(expected), but is \(found)."
    case .unknownOption(let name, let command, let nearest):
      "'\(name)' is not an option of '\(command)'\(Self.suggestion(nearest))."
    case .unknownSubcommand(let name, let nearest):
      "'\(name)' is not a subcommand of centralize\(Self.suggestion(nearest))."
    case .notOfOptimizer(let option, let optimizer):
      "\(option.flag) is not an option of the optimizer \(optimizer.rawValue), which has "
        + optimizer.ownOptions.map(\.flag).joined(separator: ", ") + "."
    case .notOfModel(let option, let model):
      "\(option.flag) is not an option of the model \(model.rawValue)."
    case .notOfDataset(let option, let dataset):
      "\(option.flag) is not an option of the data set \(dataset.rawValue)."
    case .noEffect(let option, let reason): "\(option.flag) cannot be given here: \(reason)."
    case .unknownRecipe(let name, let nearest):
      "'\(name)' is not a recipe\(Self.suggestion(nearest)). 'centralize recipes' lists them."
    case .unknownKey(let file, let key, let nearest):
      "\(file) has the unknown key '\(key)'\(Self.suggestion(nearest))."
    case .keyOfOtherCommand(let file, let key, let command):
      "\(file) has the key '\(key.rawValue)', which is not an option of '\(command)'."
    case .wrongValue(let file, let key, let expected, let found):
      "In \(file), '\(key)' must be \(expected), but is \(found)."
    default: fileDescription
    }
  }

  private var fileDescription: String {
    switch self {
    case .format(let error): error.description
    case .wrongGrid(let file, let reason): "\(file) describes no grid: \(reason)."
    case .inGrid(let file, let place, let error): "In \(file), \(place): \(error)"
    case .differsFromRecord(let file, let differences):
      "A resumed run keeps its options, but "
        + differences.map(\.description).joined(separator: ", ") + " (see \(file))."
    case .missingFile(let option, let path): "The file \(path) of \(option.flag) does not exist."
    case .missingFolder(let option, let path, let expected):
      "The folder \(path) of \(option.flag) does not exist; it must hold \(expected)."
    case .wrongPath(let option, let path, let reason):
      "The path \(path) of \(option.flag) \(reason)."
    case .holdsAnotherRun(let folder, let command):
      "The folder \(folder) already holds a run: continue it with 'centralize \(command) "
        + "--resume --output \(folder)', or choose another --output."
    case .nothingToResume(let folder, let expected):
      "The folder \(folder) holds no run to resume: it has no \(expected)."
    case .recordOfOtherCommand(let folder, let owner):
      "The folder \(folder) was written by 'centralize \(owner)': resume it with "
        + "'centralize \(owner) --resume --output \(folder)'."
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)."
    case .cannotBeDownloaded(let dataset):
      "\(dataset.rawValue) cannot be fetched from here. It comes from: \(dataset.source). Its folder "
        + "must hold \(dataset.layout)."
    case .engineMissing(let path, let reason): "\(path) cannot be started: \(reason)."
    default: ""
    }
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { "; the nearest is '\($0)'" } ?? ""
  }
}
