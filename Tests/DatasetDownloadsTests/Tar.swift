/// An archive made entry by entry.
///
/// Source: IEEE Std 1003.1-2017, pax, "ustar Interchange Format".
struct Tar {
  private var blocks: [UInt8] = []

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - name: Its path.
  ///   - contents: The bytes of a file.
  ///   - kind: `0` for a file, `5` for a folder, `1` and `2` for links, `3` and `4` for devices, `6` for
  ///     a pipe.
  ///   - target: Where a link leads.
  ///   - mode: Its permissions.
  mutating func add(
    _ name: String, _ contents: [UInt8] = [], kind: Character = "0", target: String = "",
    mode: Int = 0o644
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, at: 0)
    put(octal(mode, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    put(octal(contents.count, 11), at: 124)
    put(octal(0, 11), at: 136)
    put("        ", at: 148)
    put(String(kind), at: 156)
    put(target, at: 157)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
    header[154] = 0
    let padding = (512 - contents.count % 512) % 512
    blocks += header + contents + [UInt8](repeating: 0, count: padding)
  }

  /// The bytes of the archive, with its end.
  var bytes: [UInt8] { blocks + [UInt8](repeating: 0, count: 1024) }

  /// An archive with one entry in front of a file that is never reached.
  static func with(
    _ name: String, kind: Character = "0", target: String = ""
  ) -> [UInt8] {
    var tar = Tar()
    tar.add("data/first.txt", [1])
    tar.add(name, kind: kind, target: target)
    return tar.bytes
  }
}
