package import CentralizeOptions
import Foundation
import RunRecords

extension EngineRequest {
  /// The request to train one network.
  ///
  /// - Parameters:
  ///   - options: What was given.
  ///   - output: The folder of the run; `nil` for `RunConfiguration.defaultOutput`.
  ///   - resume: Whether the run in `output` is continued with the options of its record; those that say
  ///     where it is made may be given anew, data, workers, threads, device, and more epochs.
  ///   - extend: Whether more epochs may stretch a schedule.
  ///   - tensorboard: Whether the run also writes what TensorBoard shows; no option of the run, so that
  ///     it may differ from sitting to sitting.
  ///   - quiet: Whether nothing is said of the progress.
  ///   - timeout: The seconds that the processes of the run wait for each other.
  ///   - surroundings: The files that are checked.
  /// - Returns: `EngineRequest.train`; `EngineRequest.follow` for a process that is not the first of a run that
  ///   goes on.
  /// - Throws: `OptionsError`, also for a path that is not there, and a folder that holds another run.
  package static func training(
    _ options: OptionMap, output: String?, resume: Bool, extend: Bool = false,
    tensorboard: Bool = false, quiet: Bool = false, timeout: Int = OptionName.defaultTimeout,
    in surroundings: Surroundings
  ) throws(OptionsError) -> EngineRequest {
    try OptionName.timeout.check(timeout)
    let processes = surroundings.processes
    // Only rank 0 needs the folder, and knows what is in it.
    if processes.rank > 0, resume || processes.areStartedAgain {
      return .follow(timeout: timeout, device: try options.value(of: .device) ?? .auto)
    }
    let begun = resume ? nil : try options.resolved(in: surroundings)
    let folder: String
    if let begun {
      folder = output ?? begun.defaultOutput
    } else {
      folder = try requiredOutput(output)
    }
    let isRecorded = FileManager.default.fileExists(atPath: folder + "/" + RunFiles.record)
    guard let begun, !(processes.areStartedAgain && isRecorded) else {
      let recorded = try RecordedRun(folder: folder, resumedBy: .train)
      let configuration = try recorded.resumed(with: options, extend: extend, in: surroundings)
      // The weights are in the checkpoint: their file may be gone.
      try configuration.checkDataPath(in: surroundings)
      return .train(
        configuration, output: folder, resume: true, tensorboard: tensorboard, quiet: quiet,
        timeout: timeout)
    }
    if extend { throw .noEffect(.extend, reason: "only a run that is resumed can be made longer") }
    try begun.checkPaths(in: surroundings)
    // The folder is rank 0's, which may have begun in it before others come to look.
    if processes.rank == 0 { try surroundings.checkNewOutput(folder, of: .train) }
    return .train(
      begun, output: folder, resume: false, tensorboard: tensorboard, quiet: quiet,
      timeout: timeout)
  }

  /// The folder that is resumed, which has no default.
  package static func requiredOutput(_ output: String?) throws(OptionsError) -> String {
    try OptionName.output.required(
      output, hint: "--resume continues the run in the folder that it names")
  }
}
