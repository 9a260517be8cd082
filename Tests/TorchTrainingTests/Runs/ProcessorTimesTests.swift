import Foundation
import Testing

@testable import TorchTraining

struct ProcessorTimesTests {
  @Test func aThreadsTimesAreRead() throws {
    let times = try #require(ProcessorTimes(schedstat: "1500000000 250000000 7\n"))
    #expect(times == ProcessorTimes(computed: 1.5, waited: 0.25))
    #expect(ProcessorTimes(schedstat: "1 2") == nil && ProcessorTimes(schedstat: "") == nil)
  }

  /// Computing is counted; as much as the clock of the processor says.
  @Test func thisProcessComputes() throws {
    let start = try #require(ProcessorTimes())
    var sum = 0.0
    let before = clock()
    while clock() - before < 200_000 { sum += sin(sum) }
    let end = try #require(ProcessorTimes())
    #expect(end.computed - start.computed > 0.01 && sum.isFinite)
  }

  @Test func waitingForOthersIsTold() throws {
    let start = ProcessorTimes(computed: 1, waited: 2)
    let note = try #require(
      ProcessorTimes(computed: 3, waited: 12).note(since: start, threads: 2))
    #expect(note.contains("waited 10.0 s for one and computed for 2.0 s"))
    #expect(ProcessorTimes(computed: 3, waited: 12).note(since: start, threads: 1) == nil)
    #expect(ProcessorTimes(computed: 9, waited: 9).note(since: start, threads: 2) == nil)
  }
}
