import ExperimentSupport
import Files
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

  /// A character that means something may be one with what follows it; what orders text, or is not seen,
  /// has no place in a document.
  @Test func isWrittenScalarByScalar() {
    let text = "a|\u{301} %\u{301} ,\u{301} \r\n\u{202E}\u{1B}b"
    let table = Table(caption: "c", columns: [.init("n", .text)], rows: [[.text(text)]])
    #expect(table.markdown.unicodeScalars.map(\.value).contains([0x5C, 0x7C, 0x301]))
    #expect(table.latex(label: "l").unicodeScalars.map(\.value).contains([0x5C, 0x25, 0x301]))
    for text in [table.markdown, table.latex(label: "l")] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isObeyed })
      // The cell stays on its line.
      #expect(
        text.split(separator: "\n").count { $0.hasSuffix(" b |") || $0.hasSuffix("b \\\\") } == 1)
    }
    #expect(Array(table.csv.utf8) == Array("n\r\n\"\(text)\"\r\n".utf8))
    #expect(
      "a\rb".csvField == "\"a\rb\"" && "a b;c".csvField == "a b;c" && "\"".csvField == "\"\"\"\"")
    #expect(HTML.escaped("\u{202E}a\u{9B}\u{1B}\u{200D}b") == "\u{FFFD}a\u{FFFD}\u{FFFD}\u{200D}b")
  }

  @Test func ofVeryManyRowsThePageHasTheFirstAndTheLast() throws {
    var table = Table(
      caption: "c", columns: [.init("n", .number)], rows: (1...3000).map { [.count($0)] })
    let rows = try Markup.elements(of: "<div>\(table.html())</div>").filter { $0.name == "td" }
    #expect(rows.map(\.text) == (Array(1...500) + Array(2501...3000)).map(String.init))
    #expect(table.html().contains("Of 3000 rows the first and the last 500 are shown here"))
    table.rows.removeLast(2000)
    #expect(
      table.html().ranges(of: "<td").count == 1000 && !table.html().contains("are shown here"))
    #expect(table.csv.utf8.count { $0 == 10 } == 1001)
  }

  @Test func bracesAndBackslashesAreEscapedOnce() {
    let table = Table(caption: "\\{x}~^", columns: [], rows: [])
    #expect(
      table.latex(label: "x").contains(
        "\\caption{\\textbackslash{}\\{x\\}\\textasciitilde{}\\textasciicircum{}}"))
  }
}
