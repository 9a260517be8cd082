import Files
import RunRecords
import TestSupport
import Testing

struct RunFolderTests {
  private let epoch =
    #"{"epoch":1,"formatVersion":1,"kind":"epoch","learningRate":0.1,"step":4,"testAccuracy":0.5,"#
    + #""testLoss":1,"trainLoss":2}"#
  private let step = #"{"epoch":1,"kind":"step","learningRate":0.1,"step":1,"trainLoss":1}"#

  @Test func readsTheEpochsOfTheLog() throws {
    let folder = try TemporaryFolder()
    #expect(try RunFolder(folder.path).epochs().isEmpty)
    try folder.write(Array("\(step)\n\(epoch)\n\(step)\n".utf8), to: "metrics.jsonl")
    let epochs = try RunFolder(folder.path).epochs()
    #expect(epochs.map(\.trainLoss) == [2] && epochs.map { $0.evaluated["testAccuracy"] } == [0.5])
  }

  @Test func aLineThatIsCutOffEndsTheLogAndAnotherDamagesIt() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("\(epoch)\n\(step.prefix(20))".utf8), to: "metrics.jsonl")
    #expect(try RunFolder(folder.path).epochs().count == 1)
    try folder.write(Array("\(epoch)\nx\n\(step)\n".utf8), to: "metrics.jsonl")
    let error = #expect(throws: FormatError.self) { try RunFolder(folder.path).epochs() }
    #expect(error?.description.contains("metrics.jsonl cannot be understood: line 2") == true)
  }

  @Test func aFolderWithoutARecordIsNotBegun() throws {
    let folder = try TemporaryFolder()
    #expect(try !RunFolder(folder.path).isBegun && RunFolder(folder.path).configuration() == nil)
    try folder.write(Array("{}".utf8), to: "config.json")
    #expect(try RunFolder(folder.path).isBegun && RunFolder(folder.path).configuration() == nil)
  }
}
