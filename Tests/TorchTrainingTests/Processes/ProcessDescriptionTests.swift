import Foundation
import Testing

@testable import TorchTraining

/// What the processes of a run say of themselves before the first step.
struct ProcessDescriptionTests {
  private func process(
    _ host: String, version: String = "1.2.0", capability: String = "AVX2"
  ) throws -> ProcessDescription {
    try JSONDecoder().decode(
      ProcessDescription.self,
      from: Data(
        """
        {"host": "\(host)", "cpuCapability": "\(capability)",
         "facts": {"version": "\(version)", "libtorch": "2.15.0", "--seed": "0"}}
        """.utf8))
  }

  @Test func anotherVersionIsRefused() throws {
    let all = try [process("a"), process("b"), process("c", version: "1.1.0")]
    let error = #expect(throws: TrainingError.self) {
      try ProcessDescription.differences(among: all)
    }
    #expect(
      error?.description
        == "rank 2 on c: expected version to be 1.2.0 as of rank 0, found 1.1.0")
  }

  @Test func anotherProcessorIsSaid() throws {
    let all = try [process("a"), process("b", capability: "AVX512")]
    let notes = try ProcessDescription.differences(among: all)
    #expect(notes.count == 1)
    #expect(
      notes[0].hasPrefix("note: rank 1 on b computes with AVX512, rank 0 with AVX2: "), "\(notes)")
    #expect(try ProcessDescription.differences(among: [process("a"), process("b")]).isEmpty)
  }
}
