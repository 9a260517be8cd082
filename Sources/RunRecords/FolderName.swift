/// A name that is also that of a folder, such as a cell's or an arm's: read from JSON, it never leads out of
/// the folder that it is in.
@propertyWrapper
public struct FolderName: Hashable, Sendable {
  /// The name.
  public var wrappedValue: String

  /// A name of one's own program, which is not checked.
  public init(wrappedValue: String) { self.wrappedValue = wrappedValue }

  private static let mostBytes = 200

  /// Whether it is one step from a folder to one in it, or empty.
  ///
  /// Byte by byte, as the system reads it: a character of Swift may be a slash with an accent.
  private var isOneStep: Bool {
    let bytes = wrappedValue.utf8
    return ![".", ".."].contains(wrappedValue) && bytes.count <= Self.mostBytes
      && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
  }
}

extension FolderName: Codable {
  /// Reads a text.
  public init(from decoder: any Decoder) throws {
    wrappedValue = try decoder.singleValueContainer().decode(String.self)
    guard isOneStep else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "expected the name of one folder, of at most \(Self.mostBytes) bytes"))
    }
  }

  /// Writes a text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}
