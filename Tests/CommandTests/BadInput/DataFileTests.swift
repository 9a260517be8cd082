import Foundation
import TestSupport
import Testing

/// Data that is missing, damaged or too little: exit 1, one sentence, and no folder of a run.
struct DataFileTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func expect(
    _ words: String..., options: [String] = ["--steps", "1"],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let outcome = try await bench.attempt("run", options)
    expectFailure(outcome, code: 1, sourceLocation: sourceLocation)
    for word in words {
      #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
    }
    #expect(!bench.has("run"), sourceLocation: sourceLocation)
  }

  @Test func aMissingFolder() async throws {
    try FileManager.default.removeItem(atPath: bench.path("data"))
    let outcome = try await bench.command("run", [])
    expectFailure(
      outcome, code: 1, bench.path("data") + " of --data does not exist",
      "train-images-idx3-ubyte")
  }

  @Test func aMissingFile() async throws {
    try FileManager.default.removeItem(atPath: bench.path("data/t10k-labels-idx1-ubyte"))
    try await expect(
      "t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz in this folder, found none")
  }

  @Test func aTruncatedFile() async throws {
    let bytes = try bench.bytes("data/train-images-idx3-ubyte")
    try bench.write(Array(bytes.prefix(5000)), to: "data/train-images-idx3-ubyte")
    try await expect("train-images-idx3-ubyte: expected 75280 bytes, found 5000")
  }

  @Test func aCorruptGzip() async throws {
    let name = "data/train-labels-idx1-ubyte"
    try FileManager.default.removeItem(atPath: bench.path(name))
    try bench.write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 7, 7, 7, 7], to: name + ".gz")
    try await expect("train-labels-idx1-ubyte.gz: expected an intact gzip stream, found damage")
  }

  @Test func aLabelOutOfRange() async throws {
    var bytes = try bench.bytes("data/train-labels-idx1-ubyte")
    bytes[8 + 5] = 10
    try bench.write(bytes, to: "data/train-labels-idx1-ubyte")
    try await expect(
      "train-labels-idx1-ubyte: expected labels from 0 to 9, found 10 in record 5")
  }

  @Test func aPartialRecord() async throws {
    try SmallData.cifar100.write(to: bench.path("color"))
    let bytes = try bench.bytes("color/cifar-100-binary/test.bin")
    try bench.write(Array(bytes.dropLast()), to: "color/cifar-100-binary/test.bin")
    let outcome = try await bench.attempt(
      "run", ["--dataset", "cifar100", "--data", "color"])
    expectFailure(
      outcome, code: 1, "cifar-100-binary/test.bin", "whole number of records of 3074 bytes",
      "found 30739 bytes")
  }

  @Test func fewerRecordsThanABatch() async throws {
    try await expect(
      "--batch-size", "at least 97 images", "found 96", options: ["--batch-size", "97"])
  }

  @Test func aDeviceThatIsNotThere() async throws {
    guard !FileManager.default.fileExists(atPath: "/dev/nvidiactl") else { return }
    try await expect("the device cuda:0 is not available", options: ["--device", "cuda"])
  }
}
