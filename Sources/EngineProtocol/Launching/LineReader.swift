import Foundation

/// Lines that arrive on a descriptor, piece by piece.
final class LineReader {
  let descriptor: Int32
  private(set) var isAtEnd = false
  private var rest = Data()

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The lines that one read completes; at the end also one without a line feed.
  func lines() -> [Data] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &bytes, bytes.count)
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return [] }
    isAtEnd = count <= 0
    rest.append(contentsOf: bytes.prefix(max(count, 0)))
    var lines: [Data] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Data(rest[rest.startIndex..<end]))
      rest = Data(rest[rest.index(after: end)...])
    }
    if isAtEnd && !rest.isEmpty {
      lines.append(rest)
      rest = Data()
    }
    return lines
  }
}
