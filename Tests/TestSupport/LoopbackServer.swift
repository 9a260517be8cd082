import Foundation
import Sockets
public import Synchronization

/// A server of files on 127.0.0.1, as bad as a test wants it.
public final class LoopbackServer: Sendable {
  /// What the server does with a request for a file.
  public struct Manners: Sendable {
    /// The files, by the path of the request.
    public var files: [String: [UInt8]] = [:]
    /// What names the version of a file; `nil` for no name.
    public var tag: String? = "\"1\""
    /// Whether it goes on in the middle of a file.
    public var knowsRanges = true
    /// After how many bytes it closes the connection, for each answer in turn; `nil` for none.
    public var cuts: [Int?] = []
    /// The status instead of a file, for each answer in turn; 0 for the file.
    public var statuses: [Int] = []

    /// Good manners, and no files.
    public init() {}
  }

  /// A request: its path, and where it wants to go on.
  public struct Request: Equatable, Sendable {
    /// The path without its slash.
    public let path: String
    /// Such as `500-`; `nil` for all.
    public let range: String?
    /// The version that the range is meant for.
    public let condition: String?

    /// A request made of its parts.
    public init(path: String, range: String?, condition: String?) {
      (self.path, self.range, self.condition) = (path, range, condition)
    }
  }

  /// What it does from now on.
  public let manners: Mutex<Manners>
  private let seen = Mutex<[Request]>([])
  private let socket: ListeningSocket

  /// The requests so far.
  public var requests: [Request] { seen.withLock { $0 } }

  /// A server on a port that is free.
  public init(_ manners: Manners) throws {
    self.manners = Mutex(manners)
    setenv("no_proxy", "127.0.0.1", 1)
    signal(SIGPIPE, SIG_IGN)
    let socket = try ListeningSocket()
    self.socket = socket
    // The thread holds the server weakly, and the socket until its `accept` fails: another's would get its number.
    Thread { [weak self] in
      while true {
        let connection = accept(socket.descriptor, nil, nil)
        if connection < 0 { return }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        self?.answer(connection)
        close(connection)
      }
    }.start()
  }

  deinit { shutdown(socket.descriptor, Int32(SHUT_RDWR)) }

  /// Where the file `name` is.
  public func url(_ name: String) -> String { "http://127.0.0.1:\(socket.port)/\(name)" }

  private func answer(_ connection: Int32) {
    guard let request = read(connection) else { return }
    seen.withLock { $0.append(request) }
    let (file, cut, status, tag, knowsRanges) = manners.withLock { manners in
      (
        manners.files[request.path], manners.cuts.isEmpty ? nil : manners.cuts.removeFirst(),
        manners.statuses.isEmpty ? 0 : manners.statuses.removeFirst(), manners.tag,
        manners.knowsRanges
      )
    }
    guard status == 0, let file else {
      send(connection, head(status == 0 ? 404 : status, [:]) + Array("sorry".utf8))
      return
    }
    var fields = ["ETag": tag ?? ""]
    if tag == nil { fields = [:] }
    var start = 0
    let isCurrent = request.condition == nil || request.condition == tag
    if knowsRanges, isCurrent, let range = request.range, let from = Int(range.dropLast()) {
      guard from < file.count else {
        send(connection, head(416, ["Content-Range": "bytes */\(file.count)"]))
        return
      }
      start = from
      fields["Content-Range"] = "bytes \(from)-\(file.count - 1)/\(file.count)"
    }
    fields["Content-Length"] = "\(file.count - start)"
    let body = Array(file[start...])
    let bytes = head(fields["Content-Range"] == nil ? 200 : 206, fields)
    send(connection, bytes + body.prefix(cut ?? body.count))
  }

  private func head(_ status: Int, _ fields: [String: String]) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status) Status", "Connection: close"]
    return Array(
      (lines + fields.map { "\($0): \($1)" } + ["", ""]).joined(separator: "\r\n").utf8)
  }

  private func read(_ connection: Int32) -> Request? {
    var text = ""
    var piece = [UInt8](repeating: 0, count: 4096)
    while !text.contains("\r\n\r\n") {
      let count = Foundation.read(connection, &piece, piece.count)
      if count <= 0 { return nil }
      text += String(decoding: piece.prefix(count), as: UTF8.self)
    }
    let lines = text.components(separatedBy: "\r\n")
    func field(_ name: String) -> String? {
      lines.first { $0.lowercased().hasPrefix(name + ": ") }
        .map { String($0.dropFirst(name.count + 2)) }
    }
    let words = lines[0].split(separator: " ")
    guard words.count == 3 else { return nil }
    return Request(
      path: String(words[1].dropFirst()), range: field("range").map { String($0.dropFirst(6)) },
      condition: field("if-range"))
  }

  private func send(_ connection: Int32, _ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        all[sent...].withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
      }
      if count <= 0 { return }
      sent += count
    }
  }
}
