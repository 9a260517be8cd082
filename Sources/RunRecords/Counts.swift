package import Settings

extension Limits {
  /// What a count of epochs, steps or images that a file claims can be: so small that the product of one
  /// with the epochs of a run does not overflow.
  package static let counts = 0...1_000_000_000_000
}

extension Decoder {
  /// Refuses an object of which a count cannot be.
  func check(_ counts: Int?...) throws {
    guard let wrong = counts.compactMap({ $0 }).first(where: { !Limits.counts.contains($0) }) else {
      return
    }
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: codingPath,
        debugDescription: "expected counts of at most \(Limits.counts.upperBound), found \(wrong)"))
  }
}
