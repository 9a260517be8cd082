import CentralizeOptions
import TestSupport
import Testing

/// The run of the least options and a change.
func run(
  _ change: (inout OptionMap) throws -> Void = { _ in }
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
