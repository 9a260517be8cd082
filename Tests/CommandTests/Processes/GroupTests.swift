import CentralizeOptions
import EngineProtocol
import Foundation
import TestSupport
import Testing

/// Several engines that one command starts, one of which may be lost.
struct GroupTests {
  /// Each engine waits until all are there; the others of a lost one would go on for longer than any test.
  private static let begin =
    "echo $$ >> here; while [ $(wc -l < here) -lt $WORLD_SIZE ]; do sleep 0.02; done\n"
  private static let forever = "while :; do read -t 60 -u 3; done"

  private func expectAllEnded(
    _ engine: FakeEngine, _ count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let processes = try engine.lines("here").compactMap { Int32($0) }
    #expect(processes.count == count, sourceLocation: sourceLocation)
    #expect(processes.allSatisfy { kill($0, 0) != 0 }, sourceLocation: sourceLocation)
  }

  @Test func eachKnowsWhichItIs() async throws {
    let engine = try FakeEngine(
      """
      echo "$RANK $WORLD_SIZE $LOCAL_RANK $LOCAL_WORLD_SIZE $MASTER_ADDR" >> ranks
      echo "$MASTER_PORT" >> ports
      echo "${CENTRALIZE_STORE_LISTENER:-none} $TORCHELASTIC_USE_AGENT_STORE" >> listeners
      [ "$RANK" = 0 ] && readlink /proc/$$/fd/5 > listener
      printf '%s\\n' "$1" > request.$RANK
      echo "result of $RANK"
      """)
    let outcome = try await engine.run(
      ["train"] + FakeEngine.options + ["--processes", "3", "--output", "run", "--timeout", "9"],
      with: ["TORCHELASTIC_USE_AGENT_STORE=True"])
    #expect(outcome.code == 0 && outcome.output == "result of 0\n", "\(outcome)")
    #expect(outcome.errors == "note: --accumulate is 3, the number of processes\n")
    #expect(
      try engine.lines("ranks").sorted() == (0..<3).map { "\($0) 3 \($0) 3 127.0.0.1" })
    #expect(try Set(engine.lines("ports")).count == 1)
    #expect(try engine.lines("listeners").sorted() == ["5 ", "none ", "none "])
    #expect(try engine.lines("listener")[0].hasPrefix("socket:"))
    let requests = try (0..<3).map { try engine.lines("request.\($0)")[0] }
    #expect(Set(requests).count == 1)
    guard
      case .train(let run, output: "run", resume: false, _, _, timeout: 9) =
        try EngineRequest(encoded: requests[0])
    else {
      Issue.record("\(requests[0])")
      return
    }
    #expect(run.course.accumulate == 3)
  }

  /// The second is killed; the others ignore that they are asked to end, and one has a child that holds its
  /// lines open.
  @Test func aKilledOneEndsTheOthers() async throws {
    let engine = try FakeEngine(
      Self.begin + """
        trap '' TERM
        if [ $RANK = 1 ]; then
          while [ ! -s child ]; do sleep 0.02; done
          kill -9 $$
        fi
        if [ $RANK = 2 ]; then
          # Of what it has open it keeps the lines alone: who runs the command waits for the end of the rest.
          (for file in {4..4095}; do eval "exec $file>&-"; done; echo $BASHPID > child; exec sleep 300)
        fi
        \(Self.forever)
        """)
    let outcome = try await engine.train(3, ["--accumulate", "3"])
    expectFailure(
      outcome, code: 1, "Error: rank 1 on ", ": its process was ended by signal 9 (Killed)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    let child = try #require(Int32(engine.lines("child")[0]))
    #expect(kill(child, SIGKILL) == 0)
    try expectAllEnded(engine, 3)
  }

  @Test func theFirstReasonIsTold() async throws {
    let engine = try FakeEngine(
      Self.begin + """
        say() { printf '{"%s":{"_0":"%s"%s}}\\n' "$1" "$2" "$3" >&3; }
        case $RANK in
        0) say peerFailure 'rank 2 on other: lost contact'
           while [ ! -e said ]; do sleep 0.02; done; exit 1;;
        1) \(Self.forever);;
        2) say failure 'the disk is full' ',"isOwn":false'; touch said; \(Self.forever);;
        esac
        """)
    let outcome = try await engine.train(3)
    expectFailure(outcome, code: 1, "Error: rank 2 on ", ": the disk is full")
    #expect(!outcome.errors.contains("lost contact"))
    try expectAllEnded(engine, 3)
  }

  /// It says so on standard error alone, which nobody else may write to.
  @Test func theLastSentenceOfOneIsItsReason() async throws {
    let engine = try FakeEngine(
      Self.begin + """
        if [ $RANK = 0 ]; then \(Self.forever); fi
        echo 'terminate called' >&2; echo 'Error: no memory is left' >&2; exit 1
        """)
    let outcome = try await engine.train(2)
    expectFailure(outcome, code: 1, "Error: rank 1 on ", ": no memory is left")
    #expect(!outcome.errors.contains("terminate"))
    try expectAllEnded(engine, 2)
  }

  /// What all say is nobody's in particular, and the exit code that of the first.
  @Test func whatAllHaveComeToIsSaidAsByOne() async throws {
    let engine = try FakeEngine(
      """
      trap '' TERM
      [ $RANK = 0 ] && sleep 0.2
      echo '{"failure":{"_0":"step 2: the loss is nan","isOwn":true}}' >&3; exit 64
      """)
    let outcome = try await engine.train(2)
    expectFailure(outcome, code: 64, "Error: step 2: the loss is nan")
    #expect(!outcome.errors.contains("rank"))
  }

  @Test func progressIsThatOfTheFirst() async throws {
    let engine = try FakeEngine(
      """
      echo "{\\"warning\\":{\\"_0\\":\\"left out: image $RANK\\"}}" >&3
      """)
    let outcome = try await engine.train(2, ["--accumulate", "2"])
    #expect(outcome.code == 0 && outcome.errors == "left out: image 0\n", "\(outcome)")
  }

  @Test func aSignalReachesAll() async throws {
    let engine = try FakeEngine(
      """
      stop() {
        echo $RANK >> stopped
        [ $RANK = 0 ] && echo '{"interrupted":{"step":7}}' >&3
        exit 130
      }
      trap stop INT
      echo $$ >> here
      while :; do sleep 0.05; done
      """)
    // Until all have their traps, the signal would end them.
    let interruption = Interruption(SIGTERM, metrics: engine.path + "/here", lines: 3)
    let outcome = try await engine.train(3, interruption: interruption)
    #expect(outcome.code == 130, "\(outcome)")
    #expect(
      outcome.errors.split(separator: "\n").dropFirst() == [
        "stopped after step 7, everything is saved; go on with --resume --output run"
      ])
    #expect(try engine.lines("stopped").sorted() == ["0", "1", "2"])
    try expectAllEnded(engine, 3)
  }

  /// It waits until an engine asks for it, as the command holds it back.
  @Test func aRequestToSaveReachesAll() async throws {
    let engine = try FakeEngine(
      """
      echo $$ >> here
      while ! grep -q 'ShdPnd:.*2..$' /proc/$$/status; do sleep 0.05; done
      echo $RANK >> saved
      """)
    let interruption = Interruption(SIGUSR1, metrics: engine.path + "/here", lines: 2)
    let outcome = try await engine.train(2, interruption: interruption)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try engine.lines("saved").sorted() == ["0", "1"])
  }

  /// Each sees the end of its line to the command.
  @Test func noneOutlivesTheCommand() async throws {
    let engine = try FakeEngine(
      "trap 'echo $RANK >> ended' EXIT; echo $$ >> here; read -u 3; exit 1")
    let kill = Interruption(SIGKILL, metrics: engine.path + "/here", lines: 3)
    let outcome = try await engine.train(3, interruption: kill)
    #expect(outcome.code == nil && kill.isSent, "\(outcome)")
    let end = Date().addingTimeInterval(30)
    while (try? engine.lines("ended").count) != 3, Date() < end {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(try engine.lines("ended").sorted() == ["0", "1", "2"])
  }
}
