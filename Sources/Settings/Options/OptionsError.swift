package import Files

/// What can be wrong with options, configuration files and the paths they name.
///
/// The description of each case is one sentence for the person who typed the command.
package enum OptionsError: Error, Hashable, Sendable {
  case missing(OptionName, hint: String)
  case outOfRange(OptionName, expected: String, found: String)
  case unknownOption(String, of: String, nearest: String?)
  case unknownSubcommand(String, nearest: String?)
  case notOfOptimizer(OptionName, OptimizerName)
  case notOfModel(OptionName, ModelName)
  case notOfDataset(OptionName, DatasetName)
  case noEffect(OptionName, reason: String)
  case unknownRecipe(String, nearest: String?)
  case unknownKey(file: String, key: String, nearest: String?)
  case keyOfOtherCommand(file: String, key: OptionName, command: String)
  case wrongValue(file: String, key: String, expected: String, found: String)
  case format(FormatError)
  case differsFromRecord(file: String, [RecordDifference])
  case missingFile(OptionName, path: String)
  case missingFolder(OptionName, path: String, expected: String)
  case wrongPath(OptionName, path: String, reason: String)
  case holdsAnotherRun(folder: String, command: String)
  case nothingToResume(folder: String, expected: String)
  case recordedElsewhere(file: String)
  /// A run of which a program makes a network, data or an optimizer itself.
  case madeByProgram(file: String, program: String)
  case recordOfOtherCommand(folder: String, owner: String)
  case unreadable(file: String, reason: String)
  case notUTF8(what: String, String)

  case wrongGrid(file: String, reason: String)
  indirect case inGrid(file: String, place: String, OptionsError)
  case cannotBeDownloaded(DatasetName)

  case engineMissing(path: String, reason: String)
  case environment(EnvironmentError)

  /// The option that the error is about, if it is about one that was given.
  package var option: OptionName? {
    switch self {
    case .outOfRange(let option, _, _), .notOfOptimizer(let option, _), .noEffect(let option, _),
      .notOfModel(let option, _), .notOfDataset(let option, _), .missingFile(let option, _),
      .missingFolder(let option, _, _), .wrongPath(let option, _, _):
      option
    default: nil
    }
  }

  /// The exit code: 64 for wrong usage, 1 for wrong data.
  package var exitCode: Int32 {
    switch self {
    case .missing, .outOfRange, .unknownOption, .unknownSubcommand, .notOfOptimizer, .notOfModel,
      .notOfDataset, .noEffect, .unknownRecipe, .unknownKey, .keyOfOtherCommand, .wrongValue,
      .differsFromRecord, .wrongGrid, .notUTF8, .environment:
      64
    case .inGrid(_, _, let error): error.exitCode
    case .format, .missingFile, .missingFolder, .wrongPath, .holdsAnotherRun,
      .nothingToResume, .recordedElsewhere, .madeByProgram, .recordOfOtherCommand, .unreadable,
      .engineMissing,
      .cannotBeDownloaded:
      1
    }
  }
}

extension OptionsError: CustomStringConvertible {
  /// One sentence that says what is wrong and, where it helps, what to do.
  package var description: String {
    switch self {
    case .missing(let option, let hint): "\(option.flag) is missing: \(hint.shown)."
    case .outOfRange(let option, let expected, let found):
      "\(option.flag) must be \(expected), but is \(found.shown)."
    case .unknownOption(let name, let command, let nearest):
      "'\(name.shown)' is not an option of '\(command)'"
        + Self.suggestion(nearest, else: "'centralize \(command) --help' lists them")
    case .unknownSubcommand(let name, let nearest):
      "'\(name.shown)' is not a subcommand of centralize"
        + Self.suggestion(nearest, else: "'centralize --help' lists them")
    case .notOfOptimizer(let option, let optimizer):
      "\(option.flag) is not an option of the optimizer \(optimizer.rawValue), which has "
        + optimizer.ownOptions.map(\.flag).joined(separator: ", ") + "."
    case .notOfModel(let option, let model):
      "\(option.flag) is not an option of the model \(model.rawValue)."
    case .notOfDataset(let option, let dataset):
      "\(option.flag) is not an option of the data set \(dataset.rawValue)."
    case .noEffect(let option, let reason): "\(option.flag) cannot be given here: \(reason.shown)."
    case .unknownRecipe(let name, let nearest):
      "'\(name.shown)' is not a recipe"
        + Self.suggestion(nearest, else: "'centralize recipes' lists them")
    case .unknownKey(let file, let key, let nearest):
      "\(file.shown) has the unknown key '\(key.shown)'" + Self.suggestion(nearest)
    case .keyOfOtherCommand(let file, let key, let command):
      "\(file.shown) has the key '\(key.rawValue)', which is not an option of '\(command)'."
    case .wrongValue(let file, let key, let expected, let found):
      "In \(file.shown), '\(key.shown)' must be \(expected), but is \(found.shown)."
    default: fileDescription
    }
  }

  private var fileDescription: String {
    switch self {
    case .format(let error): error.description
    case .wrongGrid(let file, let reason): "\(file.shown) describes no grid: \(reason.shown)."
    case .inGrid(let file, let place, let error): "In \(file.shown), \(place.shown): \(error)"
    case .differsFromRecord(let file, let differences):
      "A resumed run keeps its options, but "
        + differences.map(\.description).joined(separator: ", ") + " (see \(file.shown))."
    case .missingFile(let option, let path):
      "The file \(path.shown) of \(option.flag) does not exist."
    case .missingFolder(let option, let path, let expected):
      "The folder \(path.shown) of \(option.flag) does not exist; it must hold \(expected)."
    case .wrongPath(let option, let path, let reason):
      "The path \(path.shown) of \(option.flag) \(reason.shown)."
    case .holdsAnotherRun(let folder, let command):
      "The folder \(folder.shown) already holds a run: continue it with 'centralize \(command) "
        + "--resume --output \(folder.shown)', or choose another --output."
    case .nothingToResume(let folder, let expected):
      "The folder \(folder.shown) holds no run to resume: it has no \(expected)."
    case .recordedElsewhere(let file):
      "\(file.shown) is of a run that another program made: it can be reported on, and not resumed."
    case .madeByProgram(let file, let program):
      "\(file.shown) is of a run whose parts a program made itself (\(program.shown)): only that program can "
        + "make it, or go on with it."
    case .recordOfOtherCommand(let folder, let owner):
      "The folder \(folder.shown) was written by 'centralize \(owner)': resume it with "
        + "'centralize \(owner) --resume --output \(folder.shown)'."
    case .unreadable(let file, let reason): "\(file.shown) cannot be read: \(reason.shown)."
    case .notUTF8(let what, let text):
      "\(what.shown) ('\(text.shown)') is not UTF-8: give the file or folder a name in UTF-8, or a link "
        + "with one."
    case .cannotBeDownloaded(let dataset):
      "\(dataset.rawValue) cannot be fetched from here. It comes from: \(dataset.source). Its folder "
        + "must hold \(dataset.layout)."
    case .environment(let error): error.description
    case .engineMissing(let path, let reason): "\(path.shown) cannot be started: \(reason.shown)."
    default: ""
    }
  }

  /// The end of a sentence about a name that is not known.
  private static func suggestion(_ nearest: String?, else remedy: String? = nil) -> String {
    (nearest.map { "; the nearest is '\($0)'." } ?? ".")
      + (nearest == nil ? remedy.map { " \($0)." } ?? "" : "")
  }
}
