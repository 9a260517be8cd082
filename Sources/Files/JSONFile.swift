package import Foundation

/// Files of JSON with a `formatVersion`.
package enum JSONFile {
  package static let formatVersionKey = "formatVersion"

  /// What the file at `path` says.
  package static func read<Value: Decodable>(
    _ path: String, known: Int, remedy: String? = nil
  ) throws(FormatError) -> Value? {
    guard let json = FileManager.default.contents(atPath: path) else { return nil }
    return try decode(json, of: path, known: known, remedy: remedy)
  }

  /// What the bytes of a file say.
  package static func decode<Value: Decodable>(
    _ json: Data, of path: String, known: Int, remedy: String? = nil
  ) throws(FormatError) -> Value {
    let header = try? JSONDecoder().decode(Header.self, from: json)
    try FormatError.check(header?.formatVersion, known: known, of: path)
    do { return try JSONDecoder().decode(Value.self, from: json) } catch {
      throw .damaged(file: path, reason: DecodingReason.of(error), remedy: remedy)
    }
  }

  private struct Header: Decodable { var formatVersion: Int? }

  /// Writes a value as the file at `path`: sorted and indented, so that equal values are equal bytes.
  ///
  /// - Throws: `FileError`; what `JSONEncoder` throws, which is nothing for finite numbers.
  package static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    try AtomicFile.write(text + "\n", to: path)
  }
}
