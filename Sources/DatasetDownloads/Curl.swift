import Foundation
import Processes

/// A transfer by the program `curl`, which knows proxies, redirections and TLS.
///
/// It stays in this process's group, so that an interruption from the keyboard ends both.
struct Curl {
  /// How a transfer ended.
  struct End {
    /// The exit code of curl, or 128 and the number of the signal that ended it.
    let code: Int32
    /// The status of the server's last answer; 0 for none.
    let status: Int
    /// What curl complained about.
    let message: String
  }

  /// What curl cannot repair by going on: it would not, or could not, or must not.
  enum Fault: Int32 {
    /// The server answered with an error.
    case refusal = 22
    /// The target could not be written.
    case unwritable = 23
    /// The server does not go on in the middle, or the file is another by now.
    case noRange = 33
  }

  /// The codes of a connection that another attempt may repair: no name, no connection, a part of the
  /// file, too slow, TLS, no answer, a failure while sending or receiving, and an unfinished stream.
  static let passing: Set<Int32> = [6, 7, 16, 18, 28, 35, 52, 55, 56, 92]

  /// Fetches `url` into the file at `path`: what is there from `offset` on, or all.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - path: Where it goes.
  ///   - offset: The bytes that are there.
  ///   - tag: The server's name for the version that `path` has a part of; another is fetched anew.
  ///   - tagFile: Where that name is written, when all is fetched.
  ///   - progress: Is told now and then how many bytes there are.
  /// - Returns: How it ended.
  /// - Throws: `DownloadError.curlMissing`; all else is in what is returned.
  static func fetch(
    _ url: String, into path: String, from offset: Int, tag: String?, tagFile: String,
    progress: (Int) -> Void
  ) throws(DownloadError) -> End {
    var arguments = [
      "--silent", "--fail", "--location", "--proto", "=http,https", "--proto-redir",
      "=http,https", "--connect-timeout", "30", "--speed-limit", "1", "--speed-time", "60",
      "--write-out", "%{http_code} %{errormsg}", "--output", path,
    ]
    if offset > 0 {
      arguments += ["--continue-at", "\(offset)"]
      if let tag { arguments += ["--header", "If-Range: \(tag)"] }
    } else {
      arguments += ["--etag-save", tagFile]
    }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .curlMissing }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let child = try? Subprocess(
      "curl", arguments + [url], targets: [1: .descriptor(ends[1])])
    close(ends[1])
    guard let child else { throw .curlMissing }
    let end = wait(for: child) { progress(fileSize(path) ?? 0) }
    var said = [UInt8](repeating: 0, count: 1024)
    let count = max(0, read(ends[0], &said, said.count))
    let words = String(decoding: said.prefix(count), as: UTF8.self)
      .split(separator: " ", maxSplits: 1).map(String.init)
    let code =
      switch end {
      case .code(let code): code
      case .signal(let number): 128 + number
      }
    return End(
      code: code, status: words.first.flatMap { Int($0) } ?? 0,
      message: words.count == 2 ? words[1] : "curl ended with the code \(code)")
  }

  private static func wait(for child: Subprocess, _ meanwhile: () -> Void) -> Subprocess.End {
    var rounds = 0
    while true {
      if let end = child.endIfEnded() { return end }
      rounds += 1
      if rounds.isMultiple(of: 100) { meanwhile() }
      usleep(5000)
    }
  }
}
