import CentralizeOptions
import EngineProtocol
import Files

/// Why a run could not begin or go on.
public enum TrainingError: Error, Equatable {
  /// The data has fewer images than an option asks for.
  case tooFewImages(option: String, wanted: Int, found: Int)
  /// A pattern of names of an option matches none; `example` is one of them.
  case unmatchedPattern(option: String, String, example: String)
  /// The classes of the data do not fit an option.
  case unfitClasses(option: String, expected: String, found: String)
  /// The loss is no number; nothing was changed by that step.
  case notFinite(step: Int, loss: String, origin: String)
  /// A gradient is no number; nothing was changed by that step.
  case gradientNotFinite(step: Int, parameter: String)
  /// What a checkpoint would hold are no numbers, so none was written.
  case weightsNotFinite(step: Int, name: String)
  /// A file of weights has elements that are no numbers.
  case weightsInFileNotFinite(file: String, name: String)
  /// A batch of one image leaves a batch norm a single value per channel; `size` is that of all images, or
  /// `nil` for the rest of a batch of which others were left out.
  case oneValuePerChannel(size: String?)
  /// The user asked to stop; the state was saved.
  case interrupted(step: Int, folder: String)
  /// A file of weights does not fit the model.
  case mismatch(file: String, model: String, reason: String)
  /// A checkpoint whose run draws random numbers as an older version did, which can finish it.
  case drawsOtherwise(file: String, version: String)
  /// A file is not what a run writes.
  case damaged(file: String, reason: String)
  /// The data is not what the run began with.
  case dataChanged(file: String, folder: String)
  /// The folder holds a run of another task, or of another version of it.
  case otherTask(folder: String, found: String, expected: String)
  /// A process is not like the first of its group.
  case processesDiffer(rank: Int, host: String, fact: String, expected: String, found: String)
  /// A tensor of an input file has the wrong shape or type.
  case badInput(file: String, expected: String, found: String)
}

extension TrainingError {
  /// Checks that so many images are there as an option asks for.
  static func check(_ wanted: Int, of found: Int, for option: OptionName) throws(TrainingError) {
    if wanted > found {
      throw .tooFewImages(option: option.rawValue, wanted: wanted, found: found)
    }
  }
}

extension TrainingError: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .tooFewImages(let option, let wanted, let found):
      "--\(option): the data must have at least \(wanted) images for it, found \(found)"
    case .unmatchedPattern(let option, let pattern, let example):
      "--\(option): expected a pattern that the name of a parameter matches, such as "
        + "'\(example)', found '\(pattern)'; 'centralize plan' lists the names"
    case .unfitClasses(let option, let expected, let found):
      "--\(option) must be \(expected), but is \(found)"
    case .notFinite(let step, let loss, let origin):
      "step \(step): the loss is \(loss); \(origin). Lower the learning rate or use --clip-norm"
    case .gradientNotFinite(let step, let parameter):
      "step \(step): the gradient of \(parameter) is no longer finite; the last checkpoint is kept. "
        + "Lower the learning rate or use --clip-norm"
    case .weightsNotFinite(let step, let name):
      "step \(step): \(name) is no longer finite; the last checkpoint is kept. "
        + "Lower the learning rate or use --clip-norm"
    case .weightsInFileNotFinite(let file, let name):
      "\(file.shown): expected finite weights, found elements of the tensor \(name.shown) that are "
        + "infinite or not numbers; --allow-non-finite takes them"
    case .oneValuePerChannel(let size):
      "--batch-size: batch norm needs more than one value per channel while it is trained, and "
        + (size.map { "one image of \($0) pixels (--image-size) leaves" }
          ?? "the one image of a batch that is not damaged leaves")
        + " a single one in this network; take larger batches or images, or --freeze-batch-norm"
    case .interrupted(let step, let folder):
      ProgressText.interrupted(step: step, folder: folder)
    case .mismatch(let file, let model, let reason):
      "\(file.shown) does not fit the model \(model): \(reason)"
    case .drawsOtherwise(let file, let version):
      "\(file.shown): this version draws dropout's masks for each step anew, and the run in it drew them one "
        + "after the other: version \(version) can finish it"
    case .damaged(let file, let reason): "\(file.shown): \(reason)"
    case .dataChanged(let file, let folder):
      "\(file.shown) is not what the run in \(folder.shown) began with: its SHA-256 differs"
    case .otherTask(let folder, let found, let expected):
      "\(folder.shown): it holds a run of the task \(found.shown), as that one was described, and no run of "
        + "\(expected)"
    case .processesDiffer(let rank, let host, let fact, let expected, let found):
      "rank \(rank) on \(host.shown): expected \(fact) to be \(expected.shown) as of rank 0, found "
        + "\(found.shown)"
    case .badInput(let file, let expected, let found):
      "\(file.shown): expected \(expected), found \(found)"
    }
  }
}
