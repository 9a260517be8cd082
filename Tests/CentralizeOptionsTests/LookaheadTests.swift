import CentralizeOptions
import Testing

struct LookaheadTests {
  @Test(arguments: [
    ("5", 5, 0.5, "5:0.5"), ("5:0.8", 5, 0.8, "5:0.8"), ("1:1", 1, 1, "1:1.0"),
    ("06:5e-1", 6, 0.5, "6:0.5"),
  ])
  func slowWeightsAreRead(_ text: String, steps: Int, alpha: Double, canonical: String) throws {
    let slow = try #require(Lookahead(text))
    #expect(slow.steps == steps && slow.alpha == alpha)
    #expect(slow.description == canonical)
    #expect(Lookahead(canonical) == slow)
  }

  @Test(arguments: [
    "", ":", "5:", ":0.5", "0", "-1", "1.5", "a", "5:0", "5:-0.1", "5:1.1", "5:nan", "5:inf",
    "5:0.5:1", "5,0.5", "99999999999999999999",
  ])
  func otherTextsAreNot(_ text: String) {
    expectError("--lookahead must be", "'\(text)'") {
      _ = try run { $0[.lookahead] = .text(text) }
    }
  }
}
