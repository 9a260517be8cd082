import ExperimentSupport
import RunRecords
import Statistics
import Testing

@testable import Reports

struct SeedHistoryTests {
  private func experiment(seeds: Int, _ history: SeedHistory?) -> Experiment {
    func arm(_ name: String, _ shift: Double) -> Experiment.Arm {
      .init(
        name: name, config: nil, recorded: ["name": "made up"],
        runs: (0..<seeds).map { seed in
          let spread = Double(seed % 3) / 64
          return .init(
            seed: UInt64(seed), outcome: .finished,
            epochs: [
              EpochMetrics(
                epoch: 1, step: 1, trainLoss: 1,
                evaluated: ["testLoss": 1, "testAccuracy": 0.5 + shift + spread * shift],
                learningRate: 0.1)
            ])
        })
    }
    return Experiment(
      name: "made up",
      cells: [.init(name: "", settings: [], arms: [arm("without", 0), arm("with", 0.125)])],
      seedHistory: history)
  }

  private func result(_ seeds: Int, _ history: SeedHistory?) -> (words: [String], p: Double?) {
    let statistics = ExperimentStatistics(experiment(seeds: seeds, history))
    let pair = statistics.cells[0].pairs[0]
    let wording = Wording(statistics: statistics)
    let result = wording.result(pair)
    return (
      [wording.summary, result.verdict] + result.grounds, pair[.testAccuracy]?.correctedPValue
    )
  }

  @Test func untilPlannedSeedsAreThereNoPValueIsShown() {
    let early = result(6, SeedHistory(planned: 8))
    #expect(early.p == nil && !early.words.joined().contains("p ="))
    #expect(early.words[0].hasPrefix("Of 8 planned seeds 2 are still to come"))
    let all = result(8, SeedHistory(planned: 8))
    // Two of 2⁸ patterns of signs are as far from 0.
    #expect(all.p == 2.0 / 256)
    #expect(all.words.joined() == result(8, nil).words.joined())
  }

  @Test func whatWasAddedAfterALookIsSaid() {
    let looked = result(8, SeedHistory(looks: [3, 6]))
    #expect(looked.p == 2.0 / 256)
    let text = looked.words.joined()
    #expect(text.contains("Seeds were added after the results of 3 and of 6 had been seen"))
    #expect(text.contains("3 times as large, at most 0.023"))
  }

  @Test func addingToWhatNobodySawIsNotLooking() {
    #expect(SeedHistory.adding(to: nil, count: 3, areSeen: false) == nil)
    #expect(SeedHistory.adding(to: nil, count: 3, areSeen: true) == SeedHistory(looks: [3]))
    let planned = SeedHistory(planned: 6)
    #expect(SeedHistory.adding(to: planned, count: 3, areSeen: true) == planned)
    #expect(
      SeedHistory.adding(to: planned, count: 6, areSeen: true)
        == SeedHistory(planned: 6, looks: [6]))
  }
}
