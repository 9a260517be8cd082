import TestSupport
import Testing

/// Expects a failure with one sentence on standard error that has each of `words`.
func expectFailure(
  _ outcome: Outcome, code: Int32, _ words: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let sentences = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
  #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: sourceLocation)
  #expect(sentences.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
  #expect(outcome.output.isEmpty, "\(outcome.output)", sourceLocation: sourceLocation)
  for word in words {
    #expect(
      sentences.first?.contains(word) == true, "\(word): \(outcome.errors)",
      sourceLocation: sourceLocation)
  }
  for noise in ["Fatal error", "Exception raised", "Stack dump", "at /"] {
    #expect(!outcome.errors.contains(noise), "\(outcome.errors)", sourceLocation: sourceLocation)
  }
}
