import RunRecords
import Files
import CentralizeOptions

/// The parts of a page that show a landscape.
package struct LandscapeSections {
  let landscape: Landscape
  let isOfPage: Bool
  private let comparisons: [LandscapeComparison]
  private let tables: LandscapeTables
  private let wording: LandscapeWording

  /// The sections of a landscape on a page of `experiment`, or alone.
  init(_ landscape: Landscape, on experiment: Experiment? = nil) {
    let landscape = landscape.labelled
    self.landscape = landscape
    isOfPage = experiment?.hasCell(of: landscape.arms.map(\.config.training)) ?? true
    comparisons = LandscapeComparison.all(landscape)
    tables = LandscapeTables(landscape, comparisons)
    wording = LandscapeWording(landscape, comparisons)
  }

  /// The sections for a page of `experiment` while its folder may change.
  ///
  /// None where there is no landscape. A damaged file keeps nobody from seeing the runs; the report at
  /// the end names it. One of a newer version is refused in its place.
  package static func shown(on experiment: Experiment, in folder: String) -> [ReportSection] {
    do throws(FormatError) {
      return try Landscape(folder: folder).map { LandscapeSections($0, on: experiment).all } ?? []
    } catch .damaged { return [] } catch {
      let html = "<p class=\"problem\">\(HTML.escaped(error.description))</p>"
      return [ReportSection(id: "landscape", title: "Landscape", html: html)]
    }
  }

  /// The sections, in the order of the page.
  var all: [ReportSection] { [roughness, energy, theorem].compactMap { $0 } }

  var tableEntries: [ResultTables.Entry] { tables.all }

  var plotEntries: [CurvePlots.Entry] { LandscapePlots(landscape: landscape).all }

  /// A page of these sections alone.
  var page: String {
    let configuration = ConfigurationSection(
      configurations: landscape.arms.map(\.config), seeds: landscape.with.runs.map(\.seed),
      versions: landscape.provenance)
    return PageFrame(
      title: "Landscape of \(landscape.config.words)", lead: wording.verdict,
      subtitle: "\(wording.training), \(tables.seedWords).",
      sections: all + [configuration.section], origin: ReportPage.origin(landscape.provenance)
    ).html
  }

  private var roughness: ReportSection {
    let figures = plotEntries.map { "<figure>\n\($0.plot.svg(.page, id: $0.name))\n</figure>" }
    let note = isOfPage ? [] : [wording.otherTraining]
    return ReportSection(
      id: "landscape", title: "The loss along the steps",
      html: """
        \(paragraphs(note + wording.failures))
        <p><strong>\(HTML.escaped(wording.verdict))</strong></p>
        \(paragraphs(wording.grounds))
        <div class="figures">
        \(figures.joined(separator: "\n"))
        </div>
        <p class="note">\(HTML.escaped(wording.figures))</p>
        \(tables.smoothness.html())
        \(tables.quarters.html())
        <details><summary>How it was measured</summary>
        \(paragraphs(wording.method))
        </details>
        """)
  }

  private var energy: ReportSection? {
    let table = tables.energy
    if table.rows.isEmpty { return nil }
    return ReportSection(
      id: "landscape-energy", title: "What centralization takes of the gradient",
      html: table.html())
  }

  private var theorem: ReportSection? {
    let table = tables.theorem
    if table.rows.isEmpty { return nil }
    return ReportSection(
      id: "landscape-theorem", title: "The output-space theorem on the trained network",
      html: paragraphs(wording.theorem) + "\n" + table.html())
  }

  private func paragraphs(_ sentences: [String]) -> String {
    sentences.map { "<p>\(HTML.escaped($0))</p>" }.joined(separator: "\n")
  }
}
