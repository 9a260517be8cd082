extension TextValue {
  /// The value that a text given for an option describes.
  ///
  /// - Throws: `OptionsError.outOfRange` with the texts that are understood.
  public init(_ text: String, of option: OptionName) throws(OptionsError) {
    guard let value = Self(text) else {
      throw .outOfRange(option, expected: Self.expectation, found: "'\(text)'")
    }
    self = value
  }
}
