import Foundation
import Testing

/// `centralize datasets download`, without a network.
struct DownloadCommandTests {
  @Test func whatCannotBeFetchedSaysWhereItComesFrom() async throws {
    for (name, words) in [
      ("imagenet", "https://image-net.org"), ("stanford-cars", "cars_train_annos.mat"),
      ("mini-imagenet", "train.csv"),
    ] {
      let outcome = try await Command.run(["datasets", "download", name])
      expectFailure(outcome, code: 1, "\(name) cannot be fetched from here", words)
    }
  }

  @Test func unknownNamesAndOptionsAreWrongUsage() async throws {
    for words in [
      ["datasets", "download", "coco"], ["datasets", "coco"], ["datasets", "download"],
      ["datasets", "download", "mnist", "--outputs", "x"],
      ["datasets", "download", "mnist", "--output", ""],
    ] {
      let outcome = try await Command.run(words)
      #expect(outcome.code == 64, "\(words): \(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
  }

  /// A folder of the machine stands for a server; none of its files is the published one.
  @Test func aMirrorThatIsNotThereIsAnError() async throws {
    let bench = try Bench()
    let outcome = try await Command.run(
      [
        "-c",
        "CENTRALIZE_DOWNLOAD_BASE=ftp://127.0.0.1 \"$0\" datasets download mnist --output new",
        Command.folder + "/centralize",
      ], program: "/bin/sh", in: bench.path(""))
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Error: ftp://127.0.0.1/train-images-idx3-ubyte.gz: "))
    #expect(!bench.has("new/train-images-idx3-ubyte.gz"))
  }
}
