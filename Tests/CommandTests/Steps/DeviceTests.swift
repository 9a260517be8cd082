import Foundation
import TestSupport
import Testing

/// Training on a device that lies in the CPU's memory, and counts what goes to the CPU.
@Suite struct DeviceTests {
  /// What the probe says of a training.
  struct Report {
    let transfers: Int
    let steps: Int
    let lossDifference: Double
    let weightDifference: Double

    init(_ line: Substring) throws {
      let match = try #require(
        line.wholeMatch(
          of: /.*transfers (\d+) operators \d+ steps (\d+) of 3 loss (\S+) weights (\S+)/),
        "\(line)")
      transfers = try #require(Int(match.1))
      steps = try #require(Int(match.2))
      lossDifference = try #require(Double(match.3))
      weightDifference = try #require(Double(match.4))
    }
  }

  private func lines(_ word: String) async throws -> [Substring] {
    let outcome = try await Command.run([word], program: "device-probe")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n")
  }

  private func expectAlike(_ report: Report, _ comment: Comment) {
    #expect(report.steps == 3, comment)
    // One copy a step, that of the loss and of whether all was finite.
    #expect(report.transfers <= 1, comment)
    #expect(report.lossDifference <= 1e-5 && report.weightDifference <= 1e-4, comment)
  }

  @Test(arguments: ["resnet8", "lstm", "clipping", "accumulation", "lookahead"])
  func aStepHasOneTransferAndTheWeightsOfTheCPU(_ word: String) async throws {
    let line = try #require(try await lines(word).first)
    expectAlike(try Report(line), "\(word): \(line)")
  }

  /// 129 million weights: some gigabytes and half a minute.
  @Test(.extended)
  func theSameOfVGG11() async throws {
    let line = try #require(try await lines("vgg11").first)
    expectAlike(try Report(line), "\(line)")
  }

  @Test func everyOptimizerDoesSo() async throws {
    let lines = try await lines("optimizers")
    #expect(lines.count == 14)
    for line in lines { expectAlike(try Report(line), "\(line)") }
  }

  /// That a number which is read in a step would be seen.
  @Test func aLossThatIsReadIsCounted() async throws {
    let line = try #require(try await lines("item").first)
    #expect(try Report(line).transfers == 2)
  }

  @Test func whatIsNotFiniteIsToldOneStepLate() async throws {
    let lines = try await lines("broken")
    #expect(lines.count == 6)
    for line in lines {
      #expect(line.contains("same true position true step 2: "), "\(line)")
      #expect(
        line.contains(
          line.hasPrefix("loss") ? "the loss is not a number" : "the gradient of "), "\(line)")
    }
  }

  @Test func masksAreDrawnByAGeneratorOfTheDevice() async throws {
    let outcome = try await Command.run(["generators"], program: "device-probe")
    #expect(outcome.output == "equal true device privateuseone:0\nstarted true\n")
    #expect(outcome.errors.contains("expected a generator of the device, found one of cpu"))
  }
}
