@testable import Statistics
import TestSupport
import Testing

/// The numbers of SciPy; see `Tests/Fixtures/experiment_statistics.py`.
struct SciPyTests {
  struct Reference: Decodable {
    struct Sample: Decodable {
      var differences: [Double]
      var student: [Double]
      var signFlip: Double
      var bootstrap: [Double]
    }
    struct Visible: Decodable {
      var count: Int
      var noncentrality: Double
    }
    struct Values: Decodable {
      var normalQuantile: [[Double]]
      var normalProbability: [[Double]]
      var studentQuantile: [[Double]]
      var noncentralProbability: [[Double]]
    }
    var drawn: [String]
    var samples: [String: Sample]
    var power: [Visible]
    var distributions: Values
  }

  let reference: Reference

  init() throws { reference = try Fixture.json("statistics.json") }

  @Test func intervalsAndTestsAgree() throws {
    #expect(reference.samples.count == 7)
    for (name, sample) in reference.samples {
      let difference = PairedDifference(sample.differences)
      #expect(near(difference.student?.low, sample.student[0]), "\(name)")
      #expect(near(difference.student?.high, sample.student[1]), "\(name)")
      #expect(near(difference.bootstrap?.low, sample.bootstrap[0]), "\(name)")
      #expect(near(difference.bootstrap?.high, sample.bootstrap[1]), "\(name)")
      #expect(near(difference.test?.pValue, sample.signFlip), "\(name)")
      #expect(difference.bootstrapIsReliable == (sample.differences.count >= 10), "\(name)")
    }
  }

  @Test func theSmallestVisibleDifferenceAgrees() {
    for visible in reference.power {
      let found = Power.smallestVisibleDifference(count: visible.count, deviation: 2)
      #expect(
        near(found, 2 * visible.noncentrality / Double(visible.count).squareRoot()),
        "\(visible.count)")
    }
  }

  @Test func drawsAreThoseOfTheFixture() {
    var generator = CountingGenerator(seed: Bootstrap.seed)
    #expect(reference.drawn.map { _ in "\(generator.next())" } == reference.drawn)
  }

  @Test func distributionsAgree() {
    for value in reference.distributions.normalQuantile {
      #expect(near(Normal.quantile(value[0]), value[1]))
    }
    for value in reference.distributions.normalProbability {
      #expect(near(Normal.probability(atMost: value[0]), value[1]))
    }
    for value in reference.distributions.studentQuantile {
      #expect(near(StudentT(count: Int(value[1]) + 1).quantile(value[0]), value[2]))
    }
    for value in reference.distributions.noncentralProbability {
      let distribution = StudentT(count: Int(value[1]) + 1)
      #expect(near(distribution.probability(atMost: value[0], noncentrality: value[2]), value[3]))
    }
  }

  @Test func whatDoesNotExistIsNotANumber() {
    #expect(StudentT(count: 1).quantile(0.9).isNaN)
    #expect(StudentT(count: 3).quantile(2).isNaN)
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
  }
}
