import Foundation

/// What a string of JSON says where it has escapes.
enum JSONEscapes {
  /// The text of the bytes between the quotes; `nil` where an escape is none.
  static func text(of bytes: UnsafeRawBufferPointer) -> String? {
    let quote = UInt8(ascii: "\"")
    return try? JSONDecoder().decode(String.self, from: Data([quote] + Array(bytes) + [quote]))
  }
}
