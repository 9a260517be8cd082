import Foundation
import Testing

@testable import Processes

struct LimitedProgramTests {
  private func end(
    _ program: String, _ words: [String], seconds: Double = 20, mostOutput: Int = 10
  ) -> LimitedProgram.End? {
    try? LimitedProgram(program, words, seconds: seconds, mostOutput: mostOutput).run().end
  }

  @Test func oneThatTakesTooLongIsEnded() {
    #expect(end("/bin/sleep", ["60"], seconds: 0.05) == .tooSlow)
    // One that has nothing more to say but does not end.
    #expect(end("/bin/sh", ["-c", "exec >&-; sleep 60"], seconds: 0.1) == .tooSlow)
  }

  @Test func oneThatSaysTooMuchIsEnded() {
    #expect(end("/usr/bin/yes", [], mostOutput: 1000) == .tooMuchOutput)
  }

  @Test func aCrashIsAnEnd() {
    #expect(end("/bin/sh", ["-c", "kill -SEGV $$"]) == .signal(SIGSEGV))
    #expect(end("/none/program", []) == nil)
  }

  @Test func whatIsHeardIsOneDescriptor() throws {
    let program = LimitedProgram(
      "/bin/sh", ["-c", "echo out; echo err $WORD >&2"], variables: ["WORD": "w"],
      heard: STDERR_FILENO, seconds: 20, mostOutput: 100)
    let (end, output) = try program.run()
    #expect(end == .code(0) && output == Array("err w\n".utf8))
  }
}
