import Foundation

extension String {
  /// Whether a name looks like this, with the wildcards of a shell: `*` is any text, dots too, `?` any character, and
  /// `[abc]` one of these.
  func isPattern(of name: String) -> Bool { fnmatch(self, name, FNM_NOESCAPE) == 0 }
}

/// What is said of names that look alike: `PATTERN=VALUE`.
struct NamedValue {
  let pattern: String
  let value: Substring

  /// What a word says, in whose pattern there is no equals sign and no white space at an end; `nil` for a word that
  /// says nothing of names.
  init?(_ word: Substring) {
    let parts = word.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].first, let last = parts[0].last,
      !first.isWhitespace, !last.isWhitespace
    else { return nil }
    (pattern, value) = (String(parts[0]), parts[1])
  }
}
