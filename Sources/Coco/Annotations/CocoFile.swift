import Files

/// The bytes of a file in memory, which nobody changes, and how its errors are said.
struct CocoFile: @unchecked Sendable {
  let path: String
  private let owned: OwnedBytes

  init(_ path: String) throws(CocoError) {
    self.path = path
    do {
      let file = try InputFile(path)
      owned = try file.bytes(0..<file.byteCount)
    } catch { throw .file(error) }
  }

  /// A scanner of the file, or of a range of it.
  func scanner(_ range: Range<Int>? = nil) -> JSONScanner {
    JSONScanner(UnsafeRawBufferPointer(owned.bytes), in: range)
  }

  /// What `body` makes of the file; what is no JSON becomes an error with the file's name.
  func scan<Value>(
    _ range: Range<Int>? = nil, _ body: (inout JSONScanner) throws -> Value
  ) throws(CocoError) -> Value {
    var scanner = scanner(range)
    do { return try withExtendedLifetime(owned) { try body(&scanner) } } catch {
      switch error {
      case let error as JSONProblem:
        throw .notJSON(file: path, place: error.place + 1, reason: error.reason)
      case let error as CocoError: throw error
      default: throw .wrongShape(file: path, reason: "\(error)")
      }
    }
  }

  /// What `body` makes of some bytes of the file.
  func withBytes<Value, Failure: Error>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let bytes = UnsafeRawBufferPointer(owned.bytes)
    defer { withExtendedLifetime(owned) {} }
    return try body(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  func wrong(_ item: String, _ reason: String) -> CocoError {
    .wrongItem(file: path, item: item, reason: reason)
  }
}
