import CentralizeOptions
import ExperimentSupport
import Files
import Foundation
@testable import Reports
import Statistics
import TestSupport
import Testing

/// Tables that are too wide for a page.
struct WideLaTeXTests {
  private static func table(_ columns: Int, rows: Int = 2, title: String = "p, corrected") -> Table
  {
    Table(
      caption: "Wide",
      columns: [.init("experiment", .text), .init("arms", .text)]
        + (0..<columns).map { .init("\(title) \($0)", .spread) },
      rows: (0..<rows).map { row in
        [.text("SGDM"), .text("with GC (all) − without")]
          + (0..<columns).map {
            .spread(Double(row * 100 + $0), deviation: 1.25, digits: 2, isSigned: true)
          }
      }, notes: ["Mean ± deviation."])
  }

  @Test func whatFitsIsAsItWas() {
    let text = Self.table(1).latex(label: "x")
    #expect(text.hasPrefix("% Needs \\usepackage{booktabs}.\n\\begin{table}\n"))
    #expect(!text.contains("shortstack") && text.contains("\\begin{tabular}{llr}"))
  }

  @Test func titlesAreBrokenFirst() {
    let text = Self.table(1, title: "95 % interval, bootstrap, long and wide").latex(label: "x")
    #expect(text.contains("\\begin{table}") && !text.contains("sidewaystable"))
    let lines = text.firstMatch(of: /shortstack\[r\]\{(.+?)\} \\\\/)?.1.split(separator: #" \\ "#)
    #expect((lines?.count ?? 0) > 1)
    #expect(lines?.joined(separator: " ") == #"95 \% interval, bootstrap, long and wide 0"#)
  }

  @Test func aWideTableIsTurned() {
    let text = Self.table(3).latex(label: "x")
    #expect(text.hasPrefix("% Needs \\usepackage{booktabs,rotating}.\n\\begin{sidewaystable}\n"))
    #expect(text.ranges(of: "\\begin{tabular}").count == 1 && !text.contains("part 1"))
    #expect(text.hasSuffix("\\end{sidewaystable}\n"))
  }

  @Test func aVeryWideTableComesInPartsThatLoseNothing() {
    let table = Self.table(40, rows: 1)
    let text = table.latex(label: "x")
    let parts = text.split(separator: "\\begin{sidewaystable}").dropFirst().map(String.init)
    #expect(parts.count > 2)
    for (index, part) in parts.enumerated() {
      #expect(part.contains("\\caption{Wide (part \(index + 1) of \(parts.count))}"))
      #expect(part.contains(index == 0 ? "\\label{tab:x}" : "\\label{tab:x-\(index + 1)}"))
      // Which row it is stands in every part, and the notes below the last.
      #expect(part.contains("SGDM & with GC (all) $-$ without & "))
      #expect(part.contains("Mean $\\pm$ deviation.") == (index == parts.count - 1))
    }
    for number in 0..<40 { #expect(text.ranges(of: "$+\(number).00 \\pm 1.25$").count <= 1) }
    let layout = LaTeXLayout(table)
    #expect(layout.parts.flatMap { $0.dropFirst(2) } == Array(2..<42))
    #expect(layout.parts.allSatisfy { Array($0.prefix(2)) == [0, 1] })
  }

  @Test func longWordsAreBroken() {
    let long = Table(
      caption: "c", columns: [.init("experiment", .text), .init("n", .number)],
      rows: [[.text(String(repeating: "learning rate 0.1, ", count: 8)), .count(1)]])
    #expect(long.latex(label: "x").contains("\\begin{tabular}{p{120pt}r}"))
    let wide = Table(
      caption: "c", columns: [.init(String(repeating: "x", count: 200), .number)],
      rows: [[.count(1)]])
    #expect(LaTeXLayout(wide).parts == [[0]])
  }

  /// Letters that LaTeX has not been told of end it.
  @Test func signsOfFormulasAreWrittenForLaTeX() {
    let table = Table(
      caption: "‖g − Φ(g)‖²", columns: [.init("“β”, c·1ᵀw⁰", .text)], rows: [[.text("Σ|w|, ∇L")]])
    let text = table.latex(label: "x")
    #expect(text.contains("$\\|$g $-$ $\\Phi$(g)$\\|$$^{2}$"))
    #expect(text.contains("``$\\beta$'', c$\\cdot$1$^{\\top}$w$^{0}$"))
  }

  @Test func namesWithoutSpacesAreNotBroken() {
    let table = Table(
      caption: "c", columns: [.init("weight", .text)],
      rows: [[.text("layer3.0.downsample.0.weight.of.a.long.name")]])
    #expect(table.latex(label: "x").contains("\\begin{tabular}{l}"))
  }

  private static let hasLaTeX =
    ["/usr/bin/pdflatex", "/usr/bin/kpsewhich"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    && FileManager.default.fileExists(
      atPath: "/usr/share/texlive/texmf-dist/tex/latex/booktabs/booktabs.sty")

  /// LaTeX itself says what does not fit.
  @Test(.enabled(if: hasLaTeX)) func everyTableFitsOnItsPage() async throws {
    let folder = try TemporaryFolder()
    let config = try configuration()
    let names = ["none", "all", "a-very-long-name-of-an-arm", "output-norm", "tensor"]
    let arms = names.enumerated().map { index, name in
      Experiment.Arm(
        name: name, config: index == 0 ? config.withoutCentralization() : config,
        runs: (0..<4).map {
          run(UInt64($0), [0.5, 0.6 + 0.01 * Double(index) + 0.001 * Double($0 * $0)])
        })
    }
    let cells = ["a", "another-cell"].map { Experiment.Cell(name: $0, settings: [], arms: arms) }
    try ExperimentReport.write(
      Experiment(name: "x", cells: cells), to: folder.path, path: "")
    var tables = try ["accuracy", "epochs", "speed", "statistics"].map {
      String(decoding: try folder.read("tables/\($0).tex"), as: UTF8.self)
    }
    tables += [Self.table(1), Self.table(3), Self.table(5), Self.table(40)].enumerated().map {
      $1.latex(label: "w\($0)")
    }
    let text =
      "\\documentclass{article}\n\\usepackage{booktabs,rotating}\n\\begin{document}\n"
      + tables.joined(separator: "\\clearpage\n") + "\\end{document}\n"
    try folder.write(Array(text.utf8), to: "all.tex")
    let made = try await TestProgram.run(
      "/usr/bin/pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "all.tex"],
      in: folder.path)
    #expect(made.code == 0)
    let log = String(decoding: try folder.read("all.log"), as: UTF8.self)
    #expect(
      !log.contains("Overfull \\hbox"),
      "\(log.split(separator: "\n").filter { $0.contains("Overfull") })")
  }
}
