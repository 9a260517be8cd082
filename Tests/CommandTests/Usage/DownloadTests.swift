import Foundation
import TestSupport
import Testing

/// `centralize datasets download`, without a network.
struct DownloadCommandTests {
  @Test func whatCannotBeFetchedSaysWhereItComesFrom() async throws {
    for (name, words) in [
      ("imagenet", "https://image-net.org"), ("stanford-cars", "cars_train_annos.mat"),
      ("mini-imagenet", "train.csv"), ("coco", "https://cocodataset.org"),
    ] {
      let outcome = try await Command.run(["datasets", "download", name])
      expectFailure(outcome, code: 1, "\(name) cannot be fetched from here", words)
    }
  }

  @Test func unknownNamesAndOptionsAreWrongUsage() async throws {
    for words in [
      ["datasets", "download", "lvis"], ["datasets", "lvis"], ["datasets", "download"],
      ["datasets", "download", "mnist", "--outputs", "x"],
      ["datasets", "download", "mnist", "--output", ""],
    ] {
      let outcome = try await Command.run(words)
      #expect(outcome.code == 64, "\(words): \(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
  }

  private static let name = "train-images-idx3-ubyte.gz"

  /// `datasets download mnist --output new` from a mirror, after `limit` words of the shell.
  private func download(
    _ bench: Bench, from server: LoopbackServer, limit: String = ":"
  ) async throws -> Outcome {
    try await Command.run(
      [
        "-c",
        "\(limit); CENTRALIZE_DOWNLOAD_BASE=\(server.url("files")) "
          + "exec \"$0\" datasets download mnist --output new", Command.folder + "/centralize",
      ], program: "/bin/bash", in: bench.path(""))
  }

  private func server(_ count: Int) throws -> LoopbackServer {
    var manners = LoopbackServer.Manners()
    manners.files["files/" + Self.name] = [UInt8](repeating: 7, count: count)
    return try LoopbackServer(manners)
  }

  @Test func whatIsNotThePublishedFileIsRemoved() async throws {
    let (bench, server) = (try Bench(), try server(1000))
    let outcome = try await download(bench, from: server)
    expectFailure(
      outcome, code: 1, "expected the MD5 f68b3c2dcbeaaa9fbdd348bbdeb94873", "was removed")
    #expect(outcome.errors.contains(server.url("files/" + Self.name) + " (9 MB)"))
    #expect(bench.has("new") && !bench.has("new/" + Self.name))
    #expect(!bench.has("new/\(Self.name).partial"))
  }

  @Test func aFullDiskIsAnErrorThatKeepsWhatCame() async throws {
    let (bench, server) = (try Bench(), try server(1 << 20))
    let outcome = try await download(
      bench, from: server, limit: "trap '' XFSZ; ulimit -f 16")
    expectFailure(outcome, code: 1, "new/\(Self.name).partial: cannot be written")
    #expect(try bench.bytes("new/\(Self.name).partial").count == 16 << 10)
  }

  @Test func aFileThatIsNotThereIsAnError() async throws {
    let bench = try Bench()
    let server = try LoopbackServer(LoopbackServer.Manners())
    let outcome = try await download(bench, from: server)
    expectFailure(outcome, code: 1, "found the answer 404 of the server")
  }
}
