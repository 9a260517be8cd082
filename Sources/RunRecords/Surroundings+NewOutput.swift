package import CentralizeOptions

extension Surroundings {
  /// Checks that the folder of a new run holds no other one.
  package func checkNewOutput(_ folder: String, of command: Subcommand) throws(OptionsError) {
    if folder.isEmpty { throw .missing(.output, hint: "it names the folder of the run") }
    switch kind(absolute(folder)) {
    case .file: throw .wrongPath(.output, path: folder, reason: "is a file, not a folder")
    case .folder where kind(absolute(folder + "/" + ExperimentFiles.grid)) != nil:
      throw .holdsAnotherRun(folder: folder, command: Subcommand.compare.rawValue)
    case .folder where kind(absolute(folder + "/" + RunFiles.record)) != nil:
      throw .holdsAnotherRun(folder: folder, command: command.rawValue)
    default: return
    }
  }
}
