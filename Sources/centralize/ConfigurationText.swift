import CentralizeOptions

/// What is looked at in the text of a configuration before it is read as YAML.
///
/// An alias stands for all that its anchor names, aliases included: a few hundred bytes may be more nodes
/// than there can be. The reader of YAML goes through them where they are a key.
enum ConfigurationText {
  /// The most bytes; those of people have some hundred.
  static let mostBytes = 1 << 20
  /// The most aliases: so many make a text at most some hundred times as long.
  static let mostAliases = 16

  static func check(_ text: String, path: String) throws(OptionsError) {
    let byteCount = text.utf8.count
    guard byteCount <= mostBytes else {
      throw .unreadable(
        file: path, reason: "it has \(byteCount) bytes, and a configuration at most \(mostBytes)")
    }
    let count = aliases(in: text)
    guard count <= mostAliases else {
      throw .unreadable(
        file: path, reason: "it has \(count) aliases (*name), and may have \(mostAliases)")
    }
  }

  /// How many words begin with an asterisk: in a text in quotes they are none, but few texts have many.
  private static func aliases(in text: String) -> Int {
    let before = Set(" \t\r\n[{,:-?".utf8)
    let after = Set(" \t\r\n".utf8)
    var (count, last, isOpen) = (0, UInt8(ascii: "\n"), false)
    for byte in text.utf8 {
      if isOpen && !after.contains(byte) { count += 1 }
      isOpen = byte == UInt8(ascii: "*") && before.contains(last)
      last = byte
    }
    return count
  }
}
