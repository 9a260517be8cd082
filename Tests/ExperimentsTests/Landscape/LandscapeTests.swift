import CentralizeOptions
import Files
import Foundation
import TestSupport
import Testing

@testable import Experiments

struct LandscapeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func itIsReadAsItWasWritten() throws {
    #expect(try Landscape(folder: folder.path) == nil)
    let original = try landscape(
      without: [measured(3, [1, 2]), measured(4, [], failure: "step 1: the loss is inf")],
      with: [measured(3, [1, 0.5]), measured(4, [2])])
    try original.write(to: folder.path)
    #expect(try Landscape(folder: folder.path) == original)
    let text = String(decoding: try folder.read("landscape.json"), as: UTF8.self)
    #expect(text.contains("\"formatVersion\" : 1") && text.hasSuffix("}\n"))
  }

  @Test func aFileThatCannotBeUnderstoodIsNamed() throws {
    let path = folder.file("landscape.json")
    for (text, word) in [
      ("{\"formatVersion\": 2}", "formatVersion 2"), ("[]", "cannot be understood"),
      ("{\"arms\": [], \"formatVersion\": 1, \"provenance\": {}}", "centralize landscape"),
    ] {
      try folder.write(Array(text.utf8), to: "landscape.json")
      let error = try #require(throws: FormatError.self) { try Landscape(folder: folder.path) }
      #expect("\(error)".contains(word) && "\(error)".contains(path), "\(error)")
    }
    try landscape(without: [measured(1, [1])], with: [measured(2, [1])]).write(to: folder.path)
    let error = try #require(throws: FormatError.self) { try Landscape(folder: folder.path) }
    #expect("\(error)".contains("two arms of the same seeds"))
  }

  @Test func runsThatFailedAreNamed() throws {
    let failed = try landscape(
      without: [measured(0, [1], failure: "step 3: the loss is inf")], with: [measured(0, [1])])
    let error = try #require(throws: ExperimentError.self) {
      try failed.checkAllFinished(in: "there")
    }
    #expect("\(error)".contains("1 of 2 measured runs failed: none-0."))
    #expect("\(error)".contains("step 3: the loss is inf"))
    try landscape(seeds: 1, ratio: 1).checkAllFinished(in: "there")
  }
}
