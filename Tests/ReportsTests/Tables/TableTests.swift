import Reports
import Statistics
import Foundation
import Testing

struct TableTests {
  private let table = Table(
    caption: "50 % of A&B_c",
    columns: [
      .init("arm", .text), .init("n", .number), .init("accuracy, %", .spread),
      .init("interval", .interval),
    ],
    rows: [
      [
        .text("a|b, \"c\""), .count(3), .spread(62.5, deviation: 1.25, digits: 2),
        .interval(Interval(low: -0.5, high: 0.25), digits: 2),
      ],
      [
        .text("#1 <x> $5"), .significant(0.03125), .spread(-0.001, deviation: nil, digits: 2),
        .interval(Interval(low: 0, high: 1), digits: 1, isReliable: false),
      ],
      [.text("line\nend"), .missing, .missing, .missing],
    ],
    notes: ["Mean ± deviation."])

  @Test func isMarkdown() {
    #expect(
      table.markdown == """
        **50 % of A&B\\_c**

        | arm | n | accuracy, % | interval |
        |:---|---:|---:|---:|
        | a\\|b, "c" | 3 | 62.50 ± 1.25 | -0.50 to +0.25 |
        | \\#1 \\<x\\> $5 | 0.0312 | 0.00 | 0.0 to +1.0 † |
        | line end | – | – | – |

        Mean ± deviation.

        """)
  }

  @Test func isCSV() {
    // RFC 4180: lines end in CR LF; a field with a comma, quote or line end is quoted, quotes doubled.
    #expect(
      table.csv
        == [
          "arm,n,\"accuracy, %\",\"accuracy, %, standard deviation\",\"interval, low\","
            + "\"interval, high\"",
          "\"a|b, \"\"c\"\"\",3,62.5,1.25,-0.5,0.25",
          "#1 <x> $5,0.03125,-0.001,,0,1",
          "\"line\nend\",,,,,",
          "",
        ].joined(separator: "\r\n"))
  }

  @Test func isLaTeX() {
    #expect(
      table.latex(label: "arms") == """
        % Needs \\usepackage{booktabs}.
        \\begin{table}
          \\centering
          \\caption{50 \\% of A\\&B\\_c}
          \\label{tab:arms}
          \\begin{tabular}{lrrr}
            \\toprule
            arm & n & accuracy, \\% & interval \\\\
            \\midrule
            a|b, "c" & $3$ & $62.50 \\pm 1.25$ & $-0.50$ to $+0.25$ \\\\
            \\#1 $<$x$>$ \\$5 & $0.0312$ & $0.00$ & $0.0$ to $+1.0$ $^{\\dagger}$ \\\\
            line end & -- & -- & -- \\\\
            \\bottomrule
          \\end{tabular}

          \\smallskip{\\footnotesize Mean $\\pm$ deviation.}
        \\end{table}

        """)
  }

  @Test func bracesAndBackslashesAreEscapedOnce() {
    let table = Table(caption: "\\{x}~^", columns: [], rows: [])
    #expect(
      table.latex(label: "x").contains(
        "\\caption{\\textbackslash{}\\{x\\}\\textasciitilde{}\\textasciicircum{}}"))
  }
}
