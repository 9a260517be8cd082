import Foundation
import RunRecords
import TestSupport
import Testing

@testable import Reports

struct ClassAccuraciesTests {
  /// Of class 0 three of four are right, of class 1 one of two; class 2 has no example.
  private func confusion(_ names: [String] = ["coat", "bag", "sock"]) -> ClassConfusion {
    ClassConfusion(
      [(0, 0), (1, 0), (0, 2), (0, 0), (1, 1), (0, 0)].map { (label: $0.0, predicted: $0.1) },
      classNames: names)
  }

  @Test func aConfusionCountsPairs() {
    let confusion = confusion()
    #expect(confusion.counts == [[0, 0, 3], [0, 2, 1], [1, 0, 1], [1, 1, 1]])
    #expect(confusion.examples == [4, 2, 0] && confusion.accuracies == [0.75, 0.5, nil])
    #expect(self.confusion([]).classCount == 3 && self.confusion([]).name(of: 2) == "2")
  }

  @Test func aDamagedFileIsNamed() throws {
    let folder = try TemporaryFolder()
    #expect(try ClassConfusion(folder: folder.path) == nil)
    try folder.write(
      Array(#"{"formatVersion": 1, "classNames": [], "counts": [[0, 1]]}"#.utf8),
      to: "confusion.json")
    #expect(throws: (any Error).self) { _ = try ClassConfusion(folder: folder.path) }
  }

  @Test func armsAreComparedClassByClass() throws {
    let better = ClassConfusion(
      [(0, 0), (0, 0), (0, 0), (0, 0), (1, 1), (1, 0)].map { (label: $0.0, predicted: $0.1) },
      classNames: ["coat", "bag", "sock"])
    let classes = try #require(
      ClassAccuracies([
        .init(name: "without", runs: [confusion(), confusion()]),
        .init(name: "with", runs: [better, confusion()]),
      ]))
    let accuracy = TaskDescription.classification[TaskDescription.classification.headline]
    let csv = classes.table(accuracy, caption: "c").csv.split(separator: "\r\n").map(String.init)
    #expect(csv.count == 3)
    #expect(csv[1].hasPrefix("coat,4,75,0,87.5,17.6776"), "\(csv[1])")
    #expect(csv[1].hasSuffix(",12.5,17.677669529663689") || csv[1].contains(",12.5,17.677"))
    #expect(csv[2].hasPrefix("bag,2,50,0,50,0,0,0"), "\(csv[2])")
    #expect(classes.matrix(of: classes.arms[1]) == [[3.5, 0, 0.5], [1, 1, 0], [0, 0, 0]])
  }
}
