import Foundation
import Sockets
import Synchronization
import TestSupport
import Testing

@testable import DatasetDownloads

/// Fetching a file from a server, whatever happens on the way.
@Suite struct DownloadTests {
  @Test func fetchesAFile() throws {
    let bench = try DownloadBench("a.gz", someBytes)
    var events: [DatasetDownload.Event] = []
    try bench.download("a.gz", of: someBytes).run { events.append($0) }
    #expect(try bench.folder.read("a.gz") == someBytes)
    #expect(try bench.folder.contents == ["a.gz"])
    #expect(bench.server.requests == [.init(path: "a.gz", range: nil, condition: nil)])
    guard case .fetching(let file)? = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(file.name == "a.gz")
    // What is there is not fetched again.
    try bench.download("a.gz", of: someBytes).run()
    #expect(bench.server.requests.count == 1)
  }

  @Test func goesOnAfterACut() throws {
    let bench = try DownloadBench("a.gz", someBytes) { $0.cuts = [40_000, 10_000] }
    try bench.download("a.gz", of: someBytes).run()
    #expect(try bench.folder.read("a.gz") == someBytes)
    #expect(
      bench.server.requests == [
        .init(path: "a.gz", range: nil, condition: nil),
        .init(path: "a.gz", range: "40000-", condition: "\"1\""),
        .init(path: "a.gz", range: "50000-", condition: "\"1\""),
      ])
    #expect(try bench.folder.contents == ["a.gz"])
  }

  @Test func goesOnInAnotherRun() throws {
    let bench = try DownloadBench("a.gz", someBytes) { $0.cuts = [40_000, 0] }
    let download = bench.download("a.gz", of: someBytes, patience: 1)
    guard
      case .interrupted(_, _, let partial, 40_000)? = bench.error(download)
    else {
      Issue.record("the cut was not noticed")
      return
    }
    #expect(partial == bench.folder.file("a.gz.partial"))
    #expect(try bench.folder.read("a.gz.partial") == Array(someBytes.prefix(40_000)))
    try bench.download("a.gz", of: someBytes).run()
    #expect(try bench.folder.read("a.gz") == someBytes)
    #expect(bench.server.requests.last?.range == "40000-")
    #expect(try bench.folder.contents == ["a.gz"])
  }

  @Test func beginsAnewWhereTheServerKnowsNoRanges() throws {
    let bench = try DownloadBench("a.gz", someBytes) {
      $0.cuts = [40_000]
      $0.knowsRanges = false
    }
    try bench.download("a.gz", of: someBytes).run()
    #expect(try bench.folder.read("a.gz") == someBytes)
    #expect(bench.server.requests.map(\.range) == [nil, "40000-", nil])
  }

  @Test func beginsAnewWhereTheFileHasChanged() throws {
    let bench = try DownloadBench("a.gz", someBytes.reversed()) { $0.cuts = [40_000, 0] }
    _ = bench.error(bench.download("a.gz", of: someBytes, patience: 1))
    bench.server.manners.withLock {
      $0.files["a.gz"] = someBytes
      $0.tag = "\"2\""
    }
    try bench.download("a.gz", of: someBytes).run()
    #expect(try bench.folder.read("a.gz") == someBytes)
  }

  /// A beginning that is wrong shows at the end only, where the server does not name versions.
  @Test func aWrongBeginningIsFetchedAnewOnce() throws {
    let bench = try DownloadBench("a.gz", someBytes) { $0.tag = nil }
    try bench.folder.write([UInt8](repeating: 7, count: 500), to: "a.gz.partial")
    try bench.download("a.gz", of: someBytes).run()
    #expect(try bench.folder.read("a.gz") == someBytes)
    #expect(bench.server.requests.map(\.range) == ["500-", nil])
  }

  @Test func aWholePartIsAccepted() throws {
    let bench = try DownloadBench("a.gz", someBytes)
    try bench.folder.write(someBytes, to: "a.gz.partial")
    try bench.download("a.gz", of: someBytes).run()
    #expect(try bench.folder.read("a.gz") == someBytes)
    let longer = try DownloadBench("a.gz", someBytes)
    try longer.folder.write(someBytes + [1], to: "a.gz.partial")
    try longer.download("a.gz", of: someBytes).run()
    #expect(try longer.folder.read("a.gz") == someBytes)
  }

  @Test func aWrongChecksumLeavesNothing() throws {
    let bench = try DownloadBench("a.gz", someBytes)
    let other = Array(someBytes.reversed())
    let download = bench.download("a.gz", of: other)
    #expect(
      bench.error(download)
        == .wrongChecksum(
          url: bench.server.url("a.gz"), expected: digest(other), found: digest(someBytes)))
    #expect(try bench.folder.contents == [])
  }

  @Test func whatIsTooLongIsCutOff() throws {
    let bench = try DownloadBench("a.gz", someBytes)
    #expect(
      bench.error(bench.download("a.gz", of: [1, 2, 3]))
        == .tooLong(url: bench.server.url("a.gz"), expected: 3))
    #expect(try bench.folder.contents == [])
  }

  /// Each attempt brings as much as the one before, and has to begin anew.
  @Test func theSameBeginningAgainAndAgainIsNoProgress() throws {
    let bench = try DownloadBench("a.gz", someBytes) {
      $0.cuts = [Int?](repeating: 1000, count: 50)
      $0.knowsRanges = false
    }
    guard case .interrupted? = bench.error(bench.download("a.gz", of: someBytes)) else {
      Issue.record("the attempts do not end")
      return
    }
    #expect(bench.server.requests.count < 10)
  }

  /// A server that never answers, for a process that is killed once curl has come: curl hangs up.
  @Test func theTransferEndsWithItsParent() async throws {
    let listener = try ListeningSocket()
    let folder = try TemporaryFolder()
    let (port, sign) = (Int(listener.port), folder.file("connected"))
    Self.setTimeout(of: listener.descriptor)
    async let accepted = withCheckedContinuation { (end: CheckedContinuation<Int32, Never>) in
      Thread {
        let connection = accept(listener.descriptor, nil, nil)
        // Also where nobody came, so that the process ends.
        _ = FileManager.default.createFile(atPath: sign, contents: nil)
        end.resume(returning: connection)
      }.start()
    }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [port = port as Int, sign = sign as String] in
      let folder = try TemporaryFolder()
      setenv("no_proxy", "127.0.0.1", 1)
      let file = RemoteFile(url: "http://127.0.0.1:\(port)/a", md5: "", byteCount: 10)
      Thread.detachNewThread {
        while access(sign, F_OK) != 0 { usleep(10_000) }
        kill(getpid(), SIGKILL)
      }
      try DatasetDownload([file], into: folder.path).run()
    }
    let connection = await accepted
    try #require(connection >= 0, "curl never came")
    defer { close(connection) }
    Self.setTimeout(of: connection)
    var piece = [UInt8](repeating: 0, count: 4096)
    var count = recv(connection, &piece, piece.count, 0)
    while count > 0 { count = recv(connection, &piece, piece.count, 0) }
    #expect(count == 0, "curl is still there")
  }

  /// Has a socket wait for long, as the process may begin late beside all other tests, but not for ever.
  private static func setTimeout(of socket: Int32) {
    var limit = timeval(tv_sec: 1200, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  @Test func anotherFileOfThatNameIsLeftAlone() throws {
    let bench = try DownloadBench("a.gz", someBytes)
    try bench.folder.write([1], to: "a.gz")
    #expect(
      bench.error(bench.download("a.gz", of: someBytes))
        == .anotherFile(
          path: bench.folder.file("a.gz"), expected: digest(someBytes), found: digest([1])))
    #expect(try bench.folder.read("a.gz") == [1])
    #expect(bench.server.requests.isEmpty)
  }

  @Test func aRefusalIsNamed() throws {
    let bench = try DownloadBench(LoopbackServer.Manners())
    let url = bench.server.url("a.gz")
    #expect(bench.error(bench.download("a.gz", of: [1])) == .refused(url: url, status: 404))
    #expect(try bench.folder.contents.allSatisfy { !$0.hasSuffix(".gz") })
    #expect(bench.server.requests.count == 1)
  }

  @Test func aBusyServerIsAskedAgain() throws {
    let bench = try DownloadBench("a.gz", someBytes) { $0.statuses = [503, 429] }
    try bench.download("a.gz", of: someBytes).run()
    #expect(try bench.folder.read("a.gz") == someBytes)
    let broken = try DownloadBench("a.gz", someBytes) {
      $0.statuses = [Int](repeating: 500, count: 9)
    }
    guard case .interrupted? = broken.error(broken.download("a.gz", of: someBytes, patience: 2))
    else {
      Issue.record("an error of the server was not noticed")
      return
    }
    #expect(broken.server.requests.count == 2)
  }

  @Test func aServerThatIsNotThereIsNamed() throws {
    let folder = try TemporaryFolder()
    var url = ""
    do { url = try LoopbackServer(LoopbackServer.Manners()).url("a.gz") }
    var download = DatasetDownload(
      [RemoteFile(url: url, md5: "", byteCount: 1)], into: folder.path)
    (download.patience, download.pause) = (1, 0)
    guard
      case .interrupted(url, let reason, _, 0)? = #expect(
        throws: DownloadError.self, performing: { try download.run() })
    else { return }
    #expect(reason.contains("onnect"), "\(reason)")
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let bench = try DownloadBench("a.gz", someBytes)
    let path = try bench.folder.write([], to: "file") + "/below"
    let download = DatasetDownload([], into: path)
    guard case .unwritable(path, _)? = bench.error(download) else {
      Issue.record("a folder was made below a file")
      return
    }
  }

  @Test func aMirrorTakesThePlaceOfTheServer() {
    let file = RemoteFile(url: "https://a.org/b/c.gz", md5: "0", byteCount: 1)
    let base = [DatasetDownload.baseVariable: "http://m.org/x"]
    #expect(
      DatasetDownload([file], into: "d", environment: base).files.map(\.url)
        == ["http://m.org/x/c.gz"])
    #expect(DatasetDownload([file], into: "d").files == [file])
  }
}
