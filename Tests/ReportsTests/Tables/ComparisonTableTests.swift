import ExperimentSupport
import Reports
import Testing

struct ComparisonTableTests {
  @Test func isAlignedForATerminal() throws {
    // Of the losses 0.5 and 0.75 the mean is 0.625, and the deviation 0.25 / √2.
    let lines = try ComparisonTable(comparisonOfTwoSeeds()).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    let expected = [
      "training loss",
      "epoch             none              all        difference",
      String(repeating: "─", count: 57),
      "    1  0.6250 ± 0.1768  0.4375 ± 0.2652  -0.1875 ± 0.0884",
      "    2  0.3750 ± 0.1768  0.2500 ± 0.0000  -0.1250 ± 0.1768",
      "",
      "test accuracy %",
      "epoch           none            all      difference",
      String(repeating: "─", count: 51),
      "    1  62.50 ± 17.68  87.50 ± 17.68  +25.00 ± 35.36",
      "    2  62.50 ± 17.68  75.00 ± 35.36  +12.50 ± 53.03",
      "",
      "Mean ± standard deviation over 2 seeds;",
      "the difference is all less none, taken seed by seed.",
      "",
    ]
    #expect(lines.map(String.init) == expected)
  }

  @Test func isMarkdown() throws {
    let table = try ComparisonTable(comparisonOfTwoSeeds())
    #expect(
      table.markdown == """
        | epoch | training loss, none | training loss, all | difference \
        | test accuracy %, none | test accuracy %, all | difference |
        |---:|---:|---:|---:|---:|---:|---:|
        | 1 | 0.6250 ± 0.1768 | 0.4375 ± 0.2652 | -0.1875 ± 0.0884 \
        | 62.50 ± 17.68 | 87.50 ± 17.68 | +25.00 ± 35.36 |
        | 2 | 0.3750 ± 0.1768 | 0.2500 ± 0.0000 | -0.1250 ± 0.1768 \
        | 62.50 ± 17.68 | 75.00 ± 35.36 | +12.50 ± 53.03 |

        Mean ± standard deviation over 2 seeds; the difference is all less none, \
        taken seed by seed.

        """)
  }

  @Test func oneSeedHasNoDeviation() throws {
    let table = ComparisonTable(
      try comparison(
        without: [[metrics(1, trainLoss: 0.5, testAccuracy: 0.875)]],
        with: [[metrics(1, trainLoss: 0.25, testAccuracy: 0.75)]]))
    #expect(table.markdown.contains("| 1 | 0.5000 | 0.2500 | -0.2500 | 87.50 | 75.00 | -12.50 |"))
    #expect(
      table.markdown.hasSuffix(
        "\n\nOne seed, so no deviation; the difference is all less none.\n"))
  }
}
