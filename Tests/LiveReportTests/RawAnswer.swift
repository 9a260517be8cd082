import Foundation
import TestSupport

/// What a server on this machine answers to bytes.
struct RawAnswer {
  /// The number of its status; `nil` where it closed the connection without one.
  let status: Int?
  /// What follows the head.
  let body: String
  private let head: [Substring]

  /// Sends `request`, and reads until the server closes the connection.
  init(port: UInt16, _ request: String) async throws {
    let text = try await withCheckedThrowingContinuation { continuation in
      // Not on a thread of Swift's tasks, which the server needs.
      Thread { continuation.resume(with: Result { try Self.exchange(port, request) }) }.start()
    }
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    head = parts[0].split(separator: "\r\n")
    body = parts.count > 1 ? String(parts[1]) : ""
    let words = head.first?.split(separator: " ") ?? []
    status = words.count > 1 ? Int(words[1]) : nil
  }

  /// The value of a header.
  subscript(name: String) -> String? {
    head.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
  }

  private static func exchange(_ port: UInt16, _ request: String) throws -> String {
    let client = try LoopbackClient(port: port)
    let connection = client.descriptor
    guard client.send(request) else { throw POSIXError(.EPIPE) }
    // So that a server which waits for more sees that there is none.
    shutdown(connection, Int32(SHUT_WR))
    var answer = Data()
    var piece = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(connection, &piece, piece.count)
      if count <= 0 { break }
      answer += piece.prefix(count)
    }
    withExtendedLifetime(client) {}
    return String(decoding: answer, as: UTF8.self)
  }
}
