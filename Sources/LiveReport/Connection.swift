import Foundation

/// A connection with its one request: the head is read, the answer written, and what else comes is
/// passed over until the other side has closed.
final class Connection {
  private enum State { case reading, writing, draining, atItsEnd }

  let descriptor: Int32
  /// When it is over, however far it is.
  private(set) var deadline: ContinuousClock.Instant
  private var state = State.reading
  private var head: [UInt8] = []
  private var answer: [UInt8] = []
  private var sent = 0

  /// The most bytes of a request; browsers send some hundred.
  private static let mostBytes = 16 << 10

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    deadline = .now + .seconds(10)
  }

  deinit { close(descriptor) }

  var isAtItsEnd: Bool { state == .atItsEnd }
  var awaited: Int16 { Int16(state == .writing ? POLLOUT : POLLIN) }

  /// Goes one piece further: never longer, as others wait.
  func goOn(_ responder: Responder) {
    switch state {
    case .reading: read(responder)
    case .writing: write()
    case .draining: _ = piece()
    case .atItsEnd: return
    }
  }

  private func read(_ responder: Responder) {
    guard let piece = piece() else { return }
    head += piece
    if let end = head.firstRange(of: Array("\r\n\r\n".utf8)) {
      answer = responder.answer(head[..<end.lowerBound])
    } else if head.count > Self.mostBytes {
      answer = responder.tooLong
    } else {
      return
    }
    (state, deadline) = (.writing, .now + .seconds(60))
    write()
  }

  /// Some bytes that have come; `nil` for none, also at the end.
  private func piece() -> ArraySlice<UInt8>? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    if count > 0 { return bytes.prefix(count) }
    if count == 0 || (errno != EAGAIN && errno != EINTR) { state = .atItsEnd }
    return nil
  }

  private func write() {
    let count = answer.withUnsafeBytes { bytes in
      send(
        descriptor, bytes.baseAddress?.advanced(by: sent), min(bytes.count - sent, 1 << 18),
        Int32(MSG_NOSIGNAL))
    }
    guard count >= 0 else {
      if errno != EAGAIN && errno != EINTR { state = .atItsEnd }
      return
    }
    sent += count
    guard sent == answer.count else { return }
    // Closed with something unread, the other side might lose the answer.
    shutdown(descriptor, Int32(SHUT_WR))
    (state, deadline) = (.draining, .now + .seconds(2))
  }
}
