import CentralizeOptions
import Testing

/// A machine without surprises: two cores, and only the files that a test names.
func machine(
  files: Set<String> = [], folders: Set<String> = ["/data"], environment: [String: String] = [:]
) -> Surroundings {
  Surroundings(environment: environment, currentFolder: "/home/me", cores: 2) { path in
    if files.contains(path) { return .file }
    return folders.contains(path) ? .folder : nil
  }
}

/// The least that makes a run.
func minimal(
  _ change: (inout TrainingOptions) throws -> Void = { _ in }
) rethrows -> TrainingOptions {
  var options = TrainingOptions()
  options.model = .resnet8
  options.dataset = .fashionMNIST
  options.data = "/data"
  try change(&options)
  return options
}

/// The run of the least options and a change.
func run(
  _ change: (inout TrainingOptions) throws -> Void = { _ in }
) throws -> RunConfiguration {
  try minimal(change).resolved(in: machine())
}

/// Expects an error, and that its sentence has each of the words.
func expectError(
  _ words: String..., exitCode: Int32 = 64, sourceLocation: SourceLocation = #_sourceLocation,
  from body: () throws -> Void
) {
  let error = #expect(throws: OptionsError.self, sourceLocation: sourceLocation) { try body() }
  let sentence = error?.description ?? ""
  #expect(error?.exitCode == exitCode, "\(sentence)", sourceLocation: sourceLocation)
  #expect(sentence.hasSuffix("."), "\(sentence)", sourceLocation: sourceLocation)
  for word in words {
    #expect(sentence.contains(word), "\(sentence)", sourceLocation: sourceLocation)
  }
}
