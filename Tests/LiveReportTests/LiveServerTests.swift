import Watching
import ExperimentSupport
import RunRecords
import CentralizeOptions
import Foundation
import LiveReport
import Synchronization
import TestSupport
import Testing

/// The server over loopback, spoken to byte by byte.
struct LiveServerTests {
  /// The folder of a single run that has only begun.
  private static func run() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var options = OptionMap()
    (options[.model], options[.dataset], options[.data]) = ("resnet8", "fashion-mnist", "/data")
    let configuration = try options.resolved(
      in: Surroundings(environment: [:], currentFolder: "/", cores: 1, kind: { _ in nil }))
    let record = try RunRecord.data(configuration, provenance: ["version": "1"])
    try folder.write(Array(record), to: "config.json")
    return folder
  }

  /// Serves `folder` while `body` speaks to the port.
  private func serving(
    _ folder: TemporaryFolder, _ body: (UInt16) async throws -> Void
  ) async throws {
    let (addresses, told) = AsyncStream.makeStream(of: String.self)
    let isToEnd = Mutex(false)
    let path = folder.path
    // Not on a thread of Swift's tasks: it serves until the end.
    let serving = Thread {
      guard let report = try? GrowingReport(path) else { return told.finish() }
      try? LiveServer(report, port: 0).run(until: { isToEnd.withLock { $0 } }) { told.yield($0) }
    }
    serving.start()
    defer { isToEnd.withLock { $0 = true } }
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    let match = try #require(address.wholeMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\//))
    try await body(try #require(UInt16(match.output.1)))
  }

  private func get(
    _ port: UInt16, _ path: String, method: String = "GET", host: String? = "127.0.0.1"
  ) async throws -> RawAnswer {
    try await RawAnswer(
      port: port,
      "\(method) \(path) HTTP/1.1\r\n\(host.map { "Host: \($0)\r\n" } ?? "")Connection: close\r\n\r\n"
    )
  }

  @Test func servesThePageAndItsVersion() async throws {
    let folder = try Self.run()
    try await serving(folder) { port in
      let page = try await get(port, "/")
      #expect(page.status == 200 && page["Content-Type"] == "text/html; charset=utf-8")
      #expect(page.body.hasPrefix("<!DOCTYPE html>") && page.body.hasSuffix("</html>\n"))
      #expect(page["Content-Length"] == "\(page.body.utf8.count)")
      #expect(page["Content-Security-Policy"] == GrowingReport.policy)
      #expect(page["Cache-Control"] == "no-store" && page["X-Content-Type-Options"] == "nosniff")
      let version = try await get(port, "/version?x=1")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(version.body.utf8)) as? [String: Any])
      let text = try #require(object["version"] as? String)
      #expect(page.body.contains("<meta name=\"version\" content=\"\(text)\">"))
      #expect(object["secondsSinceChange"] as? Double ?? -1 >= 0)
    }
  }

  @Test func aHeadHasNoBody() async throws {
    try await serving(try Self.run()) { port in
      let (head, page) = (try await get(port, "/", method: "HEAD"), try await get(port, "/"))
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head["Content-Length"] == "\(page.body.utf8.count)")
    }
  }

  @Test func nothingElseIsServed() async throws {
    try await serving(try Self.run()) { port in
      for path in [
        "/config.json", "/../config.json", "/%2e%2e/config.json", "//", "/version/", "/index.html",
        "/favicon.ico", "/.", "*", "x",
      ] {
        let answer = try await get(port, path)
        #expect(answer.status == 404, "\(path)")
        #expect(!answer.body.contains("resnet8"), "\(path)")
      }
    }
  }

  @Test func onlyReadingIsAnswered() async throws {
    try await serving(try Self.run()) { port in
      for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = try await get(port, "/", method: method)
        #expect(answer.status == 405 && answer["Allow"] == "GET, HEAD", "\(method)")
      }
      let answer = try await get(port, "/", method: "BREW")
      #expect(answer.status == 405 && !answer.body.contains("resnet8"))
    }
  }

  @Test func onlyTheNamesOfThisMachineAreServed() async throws {
    try await serving(try Self.run()) { port in
      for host in ["127.0.0.1", "127.0.0.1:\(port)", "localhost", "LocalHost:9000"] {
        let answer = try await get(port, "/", host: host)
        #expect(answer.status == 200, "\(host)")
      }
      for host in [
        "example.org", "example.org:\(port)", "127.0.0.1.example.org", "localhost.", "localhost:x",
        "127.0.0.1@example.org", "",
      ] {
        let answer = try await get(port, "/version", host: host)
        #expect(answer.status == 403, "\(host)")
        #expect(!answer.body.contains("version"))
      }
      #expect(try await get(port, "/", host: nil).status == 400)
      // A proxy and a server may take different ones of two.
      for host in ["127.0.0.1\r\nHost: example.org", "example.org\r\nhost: 127.0.0.1"] {
        let answer = try await get(port, "/version", host: host)
        #expect(answer.status == 400 && !answer.body.contains("version"))
      }
    }
  }

  @Test func whatIsNoRequestEndsTheConnectionAlone() async throws {
    try await serving(try Self.run()) { port in
      for text in [
        "\r\n\r\n", "GET /\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nX: y\r\n Host: localhost\r\n\r\n",
      ] {
        let answer = try await RawAnswer(port: port, text)
        #expect(answer.status == 400)
      }
      #expect(try await get(port, "/version").status == 200)
    }
  }

  /// Clients that send nothing, go on for ever or read nothing are no reason for others to wait; however
  /// many there are, and also where no descriptor is left for more.
  @Test func slowAndEndlessClientsAreAlone() async throws {
    try await serving(try Self.run()) { port in
      var clients: [LoopbackClient] = []
      for index in 0..<200 {
        let client = try LoopbackClient(port: port)
        if index % 3 == 1 { client.send("GET / HTTP/1.1\r\nX: ") }
        if index % 3 == 2 { client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") }
        if index % 20 == 0 { #expect(try await get(port, "/version").status == 200) }
        clients.append(client)
      }
      #expect(try await get(port, "/").status == 200)
      // What has come first has given its place up.
      #expect(clients[0].isClosedByServer())
      let endless = String(
        repeating: "X: " + String(repeating: "y", count: 1000) + "\r\n", count: 60)
      let answer = try await RawAnswer(port: port, "GET / HTTP/1.1\r\n" + endless)
      #expect(answer.status == 431)
    }
  }

  @Test func aNewLineOfTheLogIsANewVersion() async throws {
    let folder = try Self.run()
    try await serving(folder) { port in
      let before = try await get(port, "/version").body
      let line = #"{"epoch":1,"kind":"step","learningRate":0.1,"step":5,"trainLoss":1.25}"# + "\n"
      try folder.write(Array(line.utf8), to: "metrics.jsonl")
      var page = ""
      for _ in 0..<300 where !page.contains("step 5, loss 1.2500") {
        try await Task.sleep(for: .milliseconds(100))
        page = try await get(port, "/").body
      }
      #expect(page.contains("epoch 1 of 3, step 5, loss 1.2500"))
      func version(_ text: String) throws -> String {
        String(try #require(text.firstMatch(of: /"version":"([0-9a-f]+)"/)).output.1)
      }
      let after = try await get(port, "/version").body
      #expect(try version(before) != version(after))
    }
  }

  @Test func aPortIsUsedByOne() async throws {
    let folder = try Self.run()
    try await serving(folder) { port in
      let second = LiveServer(try GrowingReport(folder.path), port: port)
      let error = #expect(throws: LiveServerError.self) { try second.run { _ in } }
      #expect(error == .portInUse(port))
      #expect(error?.description.hasPrefix("--port \(port) is in use by another program") == true)
    }
  }
}
