import Foundation
import Processes

/// A transfer by the program `curl`, which knows proxies, redirections and TLS.
///
/// It stays in this process's group, so that an interruption from the keyboard ends both. Whatever else ends
/// this process ends it too: a shell waits beside it on a pipe, which breaks then.
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

  /// What the shell does: it lets the file grow to so many blocks, starts curl with the other arguments, and
  /// ends with its code.
  private static let script = """
    ulimit -f "$1"; shift
    curl "$@" 3<&- & child=$!
    { read -r _; kill $child; } <&3 & guard=$!
    wait $child; code=$?
    kill $guard
    exit $code
    """

  /// Fetches `url` into the file at `path`: what is there from `offset` on, or all.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - path: Where it goes.
  ///   - offset: The bytes that are there.
  ///   - limit: The most bytes that the file may have; a few more are cut off.
  ///   - tag: The server's name for the version that `path` has a part of; another is fetched anew.
  ///   - tagFile: Where that name is written, when all is fetched.
  ///   - progress: Is told now and then how many bytes there are.
  /// - Returns: How it ended.
  /// - Throws: `DownloadError.curlMissing`, also without a shell; all else is in what is returned.
  static func fetch(
    _ url: String, into path: String, from offset: Int, limit: Int, tag: String?, tagFile: String,
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
    guard let ends = pipe() else { throw .curlMissing }
    defer { close(ends[0]) }
    guard let life = pipe() else {
      close(ends[1])
      throw .curlMissing
    }
    defer { close(life[1]) }
    // A block has 512 bytes: the limit is passed by at most one, which is how a longer body shows.
    let child = try? Subprocess(
      "/bin/sh", ["-c", script, "curl", "\(limit / 512 + 1)"] + arguments + [url],
      targets: [1: .descriptor(ends[1]), 2: .nowhere, 3: .descriptor(life[0])])
    close(ends[1])
    close(life[0])
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
    if code == 127 { throw .curlMissing }
    return End(
      code: code, status: words.first.flatMap { Int($0) } ?? 0,
      message: words.count == 2 ? words[1] : "curl ended with the code \(code)")
  }

  /// The two ends of a pipe; `nil` where the system has none left.
  private static func pipe() -> [Int32]? {
    var ends: [Int32] = [0, 0]
    return Foundation.pipe(&ends) == 0 ? ends : nil
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
