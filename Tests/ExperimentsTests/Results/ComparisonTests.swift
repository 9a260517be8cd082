import RunRecords
import CentralizeOptions
import Foundation
import Testing
import Experiments

struct ComparisonTests {
  private func paired(
    _ comparison: Comparison, _ metric: String, epoch: Int
  ) -> Comparison.Paired? {
    comparison.paired.first { $0.metric.rawValue == metric && $0.epoch == epoch }
  }

  @Test func theDifferenceIsTakenSeedBySeed() throws {
    let comparison = try comparisonOfTwoSeeds()
    // Epoch 1, loss: −0.25 and −0.125, half of whose difference times √2 is the deviation.
    let loss = try #require(paired(comparison, "trainLoss", epoch: 1))
    #expect(loss.mean == -0.1875)
    #expect(abs((loss.deviation ?? 0) - 0.125 / 2.0.squareRoot()) < 1e-15)
    // Epoch 2, accuracy: +0.5 and −0.25.
    let accuracy = try #require(paired(comparison, "testAccuracy", epoch: 2))
    #expect(accuracy.mean == 0.125)
    #expect(abs((accuracy.deviation ?? 0) - 0.75 / 2.0.squareRoot()) < 1e-15)
  }

  @Test func namesTheMetricsAsTheRunsDo() throws {
    let comparison = try comparisonOfTwoSeeds()
    #expect(
      comparison.paired.map { "\($0.epoch) \($0.metric.rawValue)" } == [
        "1 trainLoss", "1 testLoss", "1 testAccuracy", "2 trainLoss", "2 testLoss",
        "2 testAccuracy",
      ])
    #expect(comparison.arms.map(\.name) == ["none", "all"])
  }

  @Test func validationIsComparedWhereItIs() throws {
    let run = [metrics(1, trainLoss: 1, testAccuracy: 0, validationAccuracy: 0.25)]
    let comparison = try comparison(without: [run], with: [run])
    #expect(comparison.paired.map(\.metric.rawValue).contains("validationAccuracy"))
    #expect(!comparison.paired.map(\.metric.rawValue).contains("validationLoss"))
  }

  @Test func whatOneRunLacksIsNotCompared() throws {
    let (good, bad) = (
      [metrics(1, trainLoss: 1, testAccuracy: 0)],
      [metrics(1, trainLoss: 1, testLoss: nil, testAccuracy: 0)]
    )
    let comparison = try comparison(without: [good, good], with: [good, bad])
    #expect(comparison.paired.map(\.metric.rawValue) == ["trainLoss", "testAccuracy"])
  }

  @Test func oneSeedHasNoDeviation() throws {
    let run = [metrics(1, trainLoss: 1, testAccuracy: 0)]
    let comparison = try comparison(without: [run], with: [run])
    #expect(comparison.paired.allSatisfy { $0.deviation == nil && $0.mean == 0 })
  }

  @Test func survivesItsFile() throws {
    let comparison = try comparisonOfTwoSeeds()
    let data = try JSONEncoder().encode(comparison)
    #expect(try JSONDecoder().decode(Comparison.self, from: data) == comparison)
    let keys = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(keys.keys.sorted() == ["arms", "formatVersion", "paired"])
  }
}
