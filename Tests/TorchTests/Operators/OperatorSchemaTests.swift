import Foundation
import TestSupport
import Testing

@testable import Torch

/// What `Scripts/operator-schemas` has written down of libtorch's operators.
struct OperatorSchemaTests {
  /// The operators of libtorch that the sources call, with their overloads.
  private func called() throws -> Set<String> {
    let sources = URL(fileURLWithPath: Fixture.repository + "/Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let call = /Operator\(\s*"(\w+::\w+)"(?:,\s*overload:\s*"(\w+)")?/
    var found: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: call)
      where !match.1.hasPrefix("centralize::") {
        found.insert(String(match.1) + (match.2.map { ".\($0)" } ?? ""))
      }
    }
    return found
  }

  @Test func thoseThatAreCalledAreKnown() throws {
    let known = operatorSchemas.map { String($0.prefix { $0 != "(" }) }
    #expect(try Set(known) == called() && known.count > 100)
  }

  @Test func thisLibtorchHasThem() throws { try Runtime.check() }

  @Test func whatDiffersIsNamed() {
    let missing = RuntimeError.otherOperator(
      "aten::relu", version: "2.10.0", expected: "aten::relu(Tensor self) -> Tensor", found: nil)
    #expect(
      missing.description
        == "libtorch 2.10.0 has no operator aten::relu, and aten::relu(Tensor self) -> Tensor is needed: take "
        + "libtorch 2.11 to 2.15")
    let other = RuntimeError.otherOperator(
      "aten::relu", version: "2.16.0", expected: "aten::relu(Tensor self) -> Tensor",
      found: "aten::relu(Tensor self, bool x) -> Tensor")
    #expect(
      other.description
        == "libtorch 2.16.0 declares the operator aten::relu as aten::relu(Tensor self, bool x) -> Tensor, and "
        + "aten::relu(Tensor self) -> Tensor is needed: take libtorch 2.11 to 2.15")
    #expect(Operator.schema(of: "aten::no_such_operator", overload: "") == nil)
  }
}
