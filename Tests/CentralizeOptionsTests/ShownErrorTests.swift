import CentralizeOptions
import Files
import TestSupport
import Testing

/// What comes from files, paths and the command line stands escaped and shortened in sentences.
struct ShownErrorTests {
  private static let hostile = "\u{1B}]0;x\u{7}\u{202E}\n" + String(repeating: "v", count: 5000)

  private static let errors: [OptionsError] = [
    .missing(.output, hint: hostile), .outOfRange(.seed, expected: "a number", found: hostile),
    .unknownOption(hostile, of: "train", nearest: nil), .unknownSubcommand(hostile, nearest: nil),
    .noEffect(.seed, reason: hostile), .unknownRecipe(hostile, nearest: nil),
    .unknownKey(file: hostile, key: hostile, nearest: nil),
    .keyOfOtherCommand(file: hostile, key: .seed, command: "plan"),
    .wrongValue(file: hostile, key: hostile, expected: "a number", found: hostile),
    .format(.damaged(file: hostile, reason: hostile)),
    .format(.newer(file: hostile, found: 2, known: 1)),
    .differsFromRecord(
      file: hostile, [RecordDifference(option: .data, recorded: hostile, given: hostile)]),
    .missingFile(.weights, path: hostile), .missingFolder(.data, path: hostile, expected: "files"),
    .wrongPath(.weights, path: hostile, reason: "is a folder"),
    .holdsAnotherRun(folder: hostile, command: "train"),
    .nothingToResume(folder: hostile, expected: "config.json"),
    .recordOfOtherCommand(folder: hostile, owner: "train"),
    .unreadable(file: hostile, reason: hostile), .wrongGrid(file: hostile, reason: hostile),
    .inGrid(file: hostile, place: hostile, .missing(.output, hint: hostile)),
    .engineMissing(path: hostile, reason: hostile),
  ]

  @Test(arguments: errors) func isOneShortLine(_ error: OptionsError) {
    let sentence = error.description
    #expect(sentence.unicodeScalars.allSatisfy { !$0.isObeyed })
    #expect(sentence.count < 1500 && sentence.contains(#"\u{1B}"#))
  }

  @Test func aSlashAndAnEqualsSignAreScalars() throws {
    let surroundings = machine()
    #expect(surroundings.absolute("/a/./\u{301}b/../c") == "/a/c")
    #expect(surroundings.absolute("/\u{301}b").utf8.first == UInt8(ascii: "/"))
    #expect(!surroundings.absolute("/\u{301}b").hasPrefix(surroundings.currentFolder))
    let words = try #require(CommandWords(["plan", "--config=\u{301}x"]))
    #expect(try words.configurationPath() == "\u{301}x")
  }
}
