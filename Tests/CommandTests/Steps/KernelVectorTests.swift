import TestSupport
import Testing

/// Without libtorch, the kernels make the steps that float64 arithmetic makes.
///
/// On 64-bit ARM, `Scripts/arm64-kernels` runs the same program.
@Suite struct KernelVectorTests {
  @Test func everyInstructionSetMakesTheSteps() async throws {
    let outcome = try await Command.run(
      [Fixture.repository + "/Tests/KernelVectors/vectors.txt"], program: "kernel-vectors")
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.last == "baseline: 143 steps" || lines == ["neon: 143 steps"])
    #expect(lines.allSatisfy { $0.hasSuffix(": 143 steps") })
  }

  @Test func anotherFileIsRefused() async throws {
    let outcome = try await Command.run([#filePath], program: "kernel-vectors")
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("make_vectors.py"))
  }
}
