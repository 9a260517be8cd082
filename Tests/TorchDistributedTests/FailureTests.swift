import Foundation
import Processes
import Sockets
import TestSupport
import Testing

extension DistributedTests {
  /// Groups that lose a process, or never come together.
  struct FailureTests {
    /// Starts a group in which `victim` does what `mode` says; checks that the others end with an error in
    /// time, and gives their sentences.
    private func sentences(
      _ mode: String, size: Int = 2, victim: Int, timeout: Double = 60, within seconds: Double
    ) async throws -> [String] {
      let probe = try Probe([mode, "\(victim)"], size: size, timeout: timeout)
      let stops = mode == "stop"
      let outcomes = try await probe.outcomes(except: stops ? victim : nil)
      var sentences: [String] = []
      for (rank, outcome) in outcomes.enumerated() where rank != victim {
        #expect(outcome.end == .code(1), "rank \(rank): \(outcome)")
        #expect(outcome.errors == "")
        #expect(outcome["same"] == "true")
        let after = try #require(outcome["after"].flatMap { Double($0) })
        #expect(after < Extended.limit(seconds), "rank \(rank) after \(after) s")
        sentences.append(outcome["error"] ?? "")
      }
      return sentences
    }

    private let host = ProcessInfo.processInfo.hostName

    @Test(
      arguments: [("exit", 3, 2), ("kill", 4, 1), ("kill", 2, 0)].prefix(Extended.isOn ? 3 : 2))
    func aProcessThatEndsIsNamed(_ mode: String, _ size: Int, _ victim: Int) async throws {
      for sentence in try await sentences(mode, size: size, victim: victim, within: 2) {
        #expect(sentence.hasPrefix("rank \(victim) on \(host) ended, or was cut off from rank "))
        #expect(sentence.hasSuffix(mode == "kill" ? "during a gathering" : "during an all-reduce"))
      }
    }

    @Test func aProcessThatEndsBeforeItHasMetTheOthersIsNamed() async throws {
      for sentence in try await sentences("exit early", size: 3, victim: 1, within: 5) {
        #expect(sentence.hasPrefix("rank 1 on \(host) ended, or was cut off from rank "))
        #expect(sentence.hasSuffix("during the meeting of the processes"))
      }
    }

    @Test(arguments: [(4, 3), (2, 0)].prefix(Extended.isOn ? 2 : 1))
    func aProcessThatStopsIsNamedAfterTheTimeout(
      _ size: Int, _ victim: Int
    ) async throws {
      let found = try await sentences(
        "stop", size: size, victim: victim, timeout: 2, within: 4)
      for sentence in found {
        #expect(sentence.hasPrefix("rank \(victim) on \(host) did not answer rank "))
        #expect(sentence.hasSuffix("within 2 s during an all-reduce"))
      }
    }

    @Test(.extended) func aProcessThatIsLateIsNamed() async throws {
      for sentence in try await sentences(
        "sleep", size: 4, victim: 1, timeout: 2, within: 4)
      {
        #expect(
          sentence.hasPrefix("rank 1 on \(host) did not come to an all-reduce, in which rank "))
      }
    }

    @Test(arguments: [0, 1].prefix(Extended.isOn ? 2 : 1)) func whyAProcessEndsReachesTheOthers(
      _ victim: Int
    ) async throws {
      for sentence in try await sentences("fail", size: 3, victim: victim, within: 2) {
        #expect(sentence == "rank \(victim) on \(host): the disk is full")
      }
    }

    @Test func nobodyAtThePort() async throws {
      let port = try ListeningSocket().port
      let probe = try Probe(["work"], size: 2, ranks: 1..<2, timeout: 1, port: port)
      let outcome = try #require(try await probe.outcomes().first)
      #expect(outcome.end == .code(1))
      #expect(outcome.errors == "")
      let error = outcome["error"] ?? ""
      #expect(error.hasPrefix("rank 1 found no rank 0 at 127.0.0.1, port \(port), within 1 s ("))
      #expect(error.hasSuffix("); check MASTER_ADDR and MASTER_PORT, and that rank 0 runs"))
      #expect((outcome["after"].flatMap { Double($0) } ?? 99) < Extended.limit(3))
    }

    @Test func aPortThatDoesNotAnswer() async throws {
      let mute = try ListeningSocket()
      let probe = try Probe(["work"], size: 2, ranks: 1..<2, timeout: 1, port: mute.port)
      let outcome = try #require(try await probe.outcomes().first)
      #expect(outcome.end == .code(1))
      let error = outcome["error"] ?? ""
      #expect(error.hasPrefix("rank 1 found no rank 0 at 127.0.0.1, port \(mute.port)"))
      #expect((outcome["after"].flatMap { Double($0) } ?? 99) < Extended.limit(3))
    }

    @Test func aPortThatIsTaken() async throws {
      let taken = try ListeningSocket()
      let probe = try Probe(["work"], size: 2, ranks: 0..<1, timeout: 1, port: taken.port)
      let outcome = try #require(try await probe.outcomes().first)
      #expect(outcome.end == .code(1))
      let error = outcome["error"] ?? ""
      #expect(error.hasPrefix("rank 0 cannot listen on port \(taken.port): "))
      #expect(error.hasSuffix("; set MASTER_PORT to a free one"))
    }

    @Test func whoDidNotComeIsNamed() async throws {
      // Both have to come within that time, on a machine that is as busy as it may be.
      let probe = try Probe(["work"], size: 3, ranks: 0..<2, timeout: 15)
      for (rank, outcome) in try await probe.outcomes().enumerated() {
        #expect(outcome.end == .code(1))
        #expect(
          outcome["error"]
            == "rank \(rank) waited 15 s for rank 2, which did not come; check that as many processes were "
            + "started as WORLD_SIZE says")
      }
    }
  }
}
