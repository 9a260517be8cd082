extension Character {
  /// Whether it may stand in a name of a folder that is made of options.
  package var isSafeInNames: Bool {
    isASCII && (isLetter || isNumber || "-_.+=,".contains(self))
  }
}

extension String {
  /// The text as a part of such a name, with dashes for what may not stand there.
  package var safeInNames: String { String(map { $0.isSafeInNames ? $0 : "-" }) }
}
