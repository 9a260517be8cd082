import TestSupport
import Statistics
import Testing

struct HolmTests {
  @Test func multipliesBySteps() {
    // In ascending order 0.01 · 4, 0.02 · 3, 0.03 · 2, 0.04 · 1, and never less than before.
    let corrected = Holm.corrected([0.03, 0.01, 0.04, 0.02])
    for (found, expected) in zip(corrected, [0.06, 0.04, 0.06, 0.06]) {
      #expect(near(found, expected))
    }
  }

  @Test func staysBelowOne() {
    #expect(Holm.corrected([0.5, 0.9, 0.75]) == [1, 1, 1])
  }

  @Test func oneTestIsNotCorrected() {
    #expect(Holm.corrected([0.03]) == [0.03])
    #expect(Holm.corrected([]) == [])
  }
}
