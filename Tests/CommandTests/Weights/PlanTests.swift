import Foundation
import TestSupport
import Testing

struct PlanTests {
  private func plan(_ words: String...) async throws -> String {
    let outcome = try await Command.run(["plan", "--model", "resnet8"] + words)
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return outcome.output
  }

  @Test func isARowForEveryParameter() async throws {
    let text = try await plan("--json")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(rows.count == 29)
    var count = 0
    var removed = 0.0
    for row in rows {
      #expect(
        row.keys.sorted() == [
          "centralized", "fanIn", "freedomRemoved", "groups", "name", "reason", "shape",
        ])
      let shape = try #require(row["shape"] as? [Int])
      let share = try #require(row["freedomRemoved"] as? Double)
      let isCentralized = try #require(row["centralized"] as? Bool)
      #expect(isCentralized == (share > 0) && isCentralized == (shape.count > 1))
      if isCentralized, let dims = row["fanIn"] as? [Int] {
        #expect(abs(share * Double(dims.map { shape[$0] }.reduce(1, *)) - 1) < 1e-12)
      }
      count += shape.reduce(1, *)
      removed += share * Double(shape.reduce(1, *))
    }
    #expect(count == 77_754)
    // One for each output unit: 16 + 2·16 + 3·32 + 3·64 + 10.
    #expect(abs(removed - 346) < 1e-6)
  }

  @Test func leavesFewInputsAlone() async throws {
    let lines = try await plan("--minimum-fan-in", "20").split(separator: "\n")
    #expect(
      lines.contains {
        $0.hasPrefix("conv1.weight")
          && $0.hasSuffix("9 inputs per output unit, fewer than the minimum of 20")
      })
    #expect(lines.contains { $0.hasPrefix("fc.weight") && $0.contains(" yes ") })
    let idle = try await Command.run([
      "plan", "--model", "resnet8", "--centralization", "none", "--minimum-fan-in", "20",
    ])
    expectFailure(idle, code: 64, "--minimum-fan-in cannot be given here")
  }

  @Test func saysWhichPatternANameMatched() async throws {
    let lines = try await plan("--centralization", "none", "--centralization", "fc.*=all")
      .split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("fc.weight") && $0.hasSuffix(", by 'fc.*=all'") })
    #expect(lines.last?.hasPrefix("1 of 29 parameters are centralized") == true)
    let stray = try await Command.run([
      "plan", "--model", "resnet8", "--centralization", "classifier.*=none",
    ])
    expectFailure(
      stray, code: 1, "--centralization: expected a pattern that the name of a parameter matches",
      "'conv1.weight'", "'classifier.*'")
  }

  @Test func isThereForEveryModelAndForm() async throws {
    // The largest of each family; every model's network is made in `models` too.
    for (model, count) in [("vgg19-bn", 70), ("densenet201", 604), ("resnext101-64x4d", 314)] {
      let outcome = try await Command.run(["plan", "--model", model])
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(outcome.output.split(separator: "\n").count == count + 2, "\(model)")
    }
    let standardized = try await plan("--weight-form", "standardized", "--normalization", "group")
    let rows = standardized.split(separator: "\n")
    #expect(rows.count { $0.contains("centralization acts on the weight decay alone") } == 9)
    let vgg = try await Command.run(["plan", "--model", "vgg11", "--normalization", "group"])
    expectFailure(vgg, code: 64, "--normalization is not an option of the model vgg11")
  }

  @Test func isATableForPeople() async throws {
    let lines = try await plan("--centralization", "convolutions", "--dataset", "cifar100")
      .split(separator: "\n").map(String.init)
    #expect(lines.count == 31)
    #expect(lines[0].hasPrefix("parameter ") && lines[0].hasSuffix("why"))
    #expect(lines[1].contains("16×3×3×3") && lines[1].contains(" yes "))
    #expect(lines.contains { $0.hasPrefix("fc.weight") && $0.hasSuffix("not a convolution") })
    #expect(
      lines.last?.hasPrefix("9 of 29 parameters are centralized; of 83892 numbers 336") == true)
  }
}
