import Files
import Testing

struct ShownTextTests {
  @Test(
    arguments: [
      ("plain é 漢 👩‍👩‍👧 e\u{301}", "plain é 漢 👩‍👩‍👧 e\u{301}"), ("\u{1B}[2J", #"\u{1B}[2J"#),
      ("a\u{7}b\u{7F}", #"a\u{7}b\u{7F}"#), ("\u{9B}31m", #"\u{9B}31m"#),
      ("a\nb\rc\t", #"a\nb\rc\t"#), ("\u{202E}txt\u{2066}", #"\u{202E}txt\u{2066}"#),
      ("\u{2028}\u{FEFF}\u{200F}", #"\u{2028}\u{FEFF}\u{200F}"#), ("", ""),
      // As one character, which has to be taken apart.
      ("\r\n", #"\r\n"#), ("e\u{301}\u{1B}", "e\u{301}" + #"\u{1B}"#),
    ])
  func whatATerminalWouldObeyIsEscaped(_ text: String, _ shown: String) {
    #expect(Array(text.shown.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func longTextsAreCutInTheMiddle() {
    let text = String(repeating: "a", count: 200) + "b" + String(repeating: "c", count: 99)
    #expect(text.shown == text)
    #expect(
      (text + "d").shown
        == String(repeating: "a", count: 200) + "…" + String(repeating: "c", count: 79) + "d")
    // One character of very many scalars.
    let marks = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(marks.shown.unicodeScalars.count == 281)
  }

  @Test func aFewAreListed() {
    #expect(["a", "\u{1B}"].listed() == #"'a', '\u{1B}'"#)
    #expect((1...6).map(String.init).listed() == "'1', '2', '3', '4', '5', …")
  }
}
