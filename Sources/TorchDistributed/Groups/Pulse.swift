import Foundation
import Sockets
import Synchronization

/// Lets other processes find out whether this one lives, whatever it is doing.
///
/// A thread answers whoever connects with one byte. A process that has ended refuses the connection, one
/// that is stopped or cut off does not answer.
final class Pulse: Sendable {
  /// What another process answers.
  enum Answer: UInt8 {
    /// It lives, and is in no collective.
    case busy = 98
    /// It lives, and waits for others in a collective, or has failed in one.
    case waiting = 119
    /// It has ended.
    case gone = 0
    /// It has not answered.
    case silent = 1
  }

  /// Where a process answers.
  struct Place: Hashable, Sendable {
    let address: String
    let port: UInt16
  }

  let place: Place
  private let listener: ListeningSocket

  /// Answers at a free port of `address`, which is one of this machine, with what `answer` says; `nil`
  /// where that is not possible.
  init?(at address: String, _ answer: @escaping @Sendable () -> Answer) {
    guard let listener = try? ListeningSocket(at: address) else { return nil }
    self.listener = listener
    place = Place(address: address, port: listener.port)
    // It holds the socket until its `accept` fails.
    let thread = Thread {
      while true {
        let connection = accept(listener.descriptor, nil, nil)
        if connection < 0 {
          if errno == EINTR || errno == ECONNABORTED { continue }
          break
        }
        var byte = answer().rawValue
        send(connection, &byte, 1, Int32(MSG_NOSIGNAL))
        close(connection)
      }
    }
    thread.name = "pulse"
    thread.start()
  }

  deinit { shutdown(listener.descriptor, Int32(SHUT_RDWR)) }

  /// What the processes at `places` answer within `timeout`, all asked at once.
  static func ask(_ places: [Place], within timeout: Duration) -> [Answer] {
    // As many at a time as a process surely has descriptors for.
    stride(from: 0, to: places.count, by: 200).flatMap { start in
      askAtOnce(Array(places[start..<min(start + 200, places.count)]), within: timeout)
    }
  }

  /// Whether it is the network that is missing, and not the process.
  private static func isCutOff(_ code: Int32) -> Bool {
    code == EHOSTUNREACH || code == ENETUNREACH || code == ETIMEDOUT
  }

  private static func askAtOnce(_ places: [Place], within timeout: Duration) -> [Answer] {
    let end = ContinuousClock.now + timeout
    var answers = places.map { _ in Answer.silent }
    var open: [pollfd] = places.enumerated().map { index, place in
      let socket = SocketAddress(place.address, port: place.port)?.connect() ?? -1
      if socket < 0 { answers[index] = isCutOff(errno) ? .silent : .gone }
      return pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    }
    defer { for entry in open where entry.fd >= 0 { close(entry.fd) } }
    while open.contains(where: { $0.fd >= 0 }) {
      let left = end - ContinuousClock.now
      guard left > .zero, poll(&open, nfds_t(open.count), Int32(left.milliseconds)) >= 0 else {
        break
      }
      for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
        var byte: UInt8 = 0
        let isAnswered = recv(open[index].fd, &byte, 1, 0) == 1
        answers[index] =
          isAnswered ? Answer(rawValue: byte) ?? .busy : isCutOff(errno) ? .silent : .gone
        close(open[index].fd)
        open[index].fd = -1
      }
    }
    return answers
  }
}
