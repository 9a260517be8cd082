import Foundation
import TestSupport
import Testing

/// `centralize coco-eval` on sets that pycocotools has evaluated.
struct CocoEvalTests {
  private struct Expected: Decodable {
    var kind: String
    var most: Int
    var numbers: [Double]
    var lines: [String]
  }

  private let folder: TemporaryFolder
  private let sets: [Substring]

  init() throws {
    folder = try TemporaryFolder()
    sets = try String(contentsOfFile: Fixture.path("coco/sets.txt"), encoding: .utf8)
      .split(separator: "\n")
  }

  /// The words for set number `index`, whose files are written, and what is expected.
  private func words(_ index: Int) throws -> ([String], Expected) {
    let lines = sets.dropFirst(3 * index).prefix(3).map { Array($0.utf8) }
    let expected = try JSONDecoder().decode(Expected.self, from: Data(lines[0]))
    let words = [
      "coco-eval", "--truth", try folder.write(lines[1], to: "truth.json"), "--detections",
      try folder.write(lines[2], to: "found.json"), "--type", expected.kind, "--max-detections",
      "\(expected.most)",
    ]
    return (words, expected)
  }

  @Test func printsTheLinesOfPycocotools() async throws {
    for index in 0..<4 {
      let (words, expected) = try words(index)
      let outcome = try await Command.run(words)
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      // Where other than 100 detections count, the first line is −1 there, and right here.
      #expect(lines.count == 12 && lines.dropFirst() == expected.lines.dropFirst())
      #expect((lines[0] == expected.lines[0]) == (expected.most == 100), "\(lines[0])")
      let most = expected.most == 100 ? "100" : " \(expected.most)"
      #expect(lines[0].contains("maxDets=\(most) ] = 0."))
    }
  }

  @Test func jsonHasTheNumbersAndTheClasses() async throws {
    struct Read: Decodable {
      struct Class: Decodable {
        var name: String
        var objects: Int
        var AP50: Double
      }
      var stats: [Double]
      var perClass: [Class]
      var scores: [[[[[Double]]]]]
    }
    let (words, expected) = try words(1)
    let outcome = try await Command.run(words + ["--json"])
    let read = try JSONDecoder().decode(Read.self, from: Data(outcome.output.utf8))
    #expect(read.stats.count == 12 && read.stats.dropFirst() == expected.numbers.dropFirst())
    #expect(read.perClass.count == read.scores[0][0].count)
    let table = try await Command.run(words + ["--per-class"]).output.split(separator: "\n")
    #expect(table.count == 13 + read.perClass.count && table[12].hasPrefix("class"))
    for (line, one) in zip(table.dropFirst(13), read.perClass) {
      #expect(line.hasPrefix("\(one.name)  "))
      #expect(line.contains(String(format: "%.3f", one.AP50)))
    }
  }

  @Test func whatIsWrongIsOneSentence() async throws {
    var (words, _) = try words(1)
    let path = try folder.write(Array(#"[{"image_id": -1}]"#.utf8), to: "found.json")
    for (change, code, expected) in [
      ((3, 4, path), 1, "In \(path), detection 1, counted from 1, is of image -1"),
      ((1, 2, folder.file("none")), 1, "cannot read \(folder.file("none")): No such file"),
      ((5, 6, "boxes"), 64, "--type must be one of box, mask"),
      ((7, 8, "9"), 64, "--max-detections must be between 10 and"),
      ((1, 2, ""), 64, "--truth is missing"),
    ] as [((Int, Int, String), Int32, String)] {
      let before = words
      words[change.1] = change.2
      let outcome = try await Command.run(words)
      #expect(outcome.code == code && outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("Error: \(expected)"), "\(outcome.errors)")
      words = before
    }
    let two = #"[{"image_id": -1}, {"image_id": -2}]"#
    words[4] = try folder.write(Array(two.utf8), to: "two.json")
    let skipping = try await Command.run(words + ["--skip-corrupt"])
    #expect(skipping.code == 0 && skipping.output.contains("= 0.000"))
    let (first, last) = (
      "left out: In \(words[4]), detection 1, counted", "left out in all: 2 of the"
    )
    #expect(skipping.errors.hasPrefix(first))
    #expect(skipping.errors.hasSuffix("\(last) entries of \(words[4])\n"))
    let outcome = try await Command.run(words + ["--json", "--per-class"])
    #expect(outcome.code == 64 && outcome.errors.contains("--per-class cannot be given here"))
  }
}
