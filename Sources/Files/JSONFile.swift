package import Foundation

/// Files of JSON with a `formatVersion`.
package enum JSONFile {
  package static let formatVersionKey = "formatVersion"
  private static let mostBytes = 1 << 30

  /// What the file at `path` says; `nil` where there is none.
  package static func read<Value: Decodable>(
    _ path: String, known: Int, remedy: String? = nil
  ) throws(FormatError) -> Value? {
    let json: Data
    do { json = try WholeFile.read(path, atMost: mostBytes) } catch {
      if case .system(_, _, ENOENT) = error { return nil }
      throw .damaged(file: path, reason: error.reason, remedy: remedy)
    }
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
  /// - Throws: `FileError`; `FormatError.notWritable` for a number that is not finite.
  package static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let json: Data
    do { json = try encoder.encode(value) } catch let error as EncodingError {
      throw FormatError.notWritable(file: path, reason: ErrorWords.reason(error))
    }
    try AtomicFile.write(String(decoding: json, as: UTF8.self) + "\n", to: path)
  }
}
