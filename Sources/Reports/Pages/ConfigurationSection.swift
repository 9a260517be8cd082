import RunRecords
import CentralizeOptions

/// The section with the options of runs, and what they were made with.
struct ConfigurationSection {
  let configurations: [RunConfiguration]
  /// What other programs said of their runs.
  var recorded: [[String: String]] = []
  let seeds: [UInt64]
  package let versions: Provenance?

  var section: ReportSection {
    let made = versions.map { versions -> String in
      let entries =
        [
          ("centralize", versions.version), ("commit", versions.commit),
          ("libtorch", versions.libtorch), ("processor's instructions", versions.cpuCapability),
          ("threads of the first run", "\(versions.threads)"),
        ]
        + versions.data.sorted { $0.key < $1.key }.map { ("SHA-256 of \($0.key)", $0.value) }
      let lines = entries.map {
        "<dt>\(HTML.escaped($0.0))</dt><dd>\(HTML.escaped($0.1))</dd>"
      }
      return "<h3>Versions</h3>\n<dl>\n\(lines.joined(separator: "\n"))\n</dl>"
    }
    return ReportSection(
      id: "configuration", title: "Configuration and versions",
      html: options + "\n" + (made ?? "<p>The runs left no record of their versions.</p>"))
  }

  /// What differs between the runs, and below it all options.
  private var options: String {
    let configurations = configurations.map(Self.options) + recorded
    let keys = Set(configurations.flatMap(\.keys)).subtracting(["seed"]).sorted()
    var (varied, fixed): ([[Table.Value]], [[Table.Value]]) = ([], [])
    for key in keys {
      let values = configurations.map { $0[key] ?? "does not apply" }.distinct
      let row: [Table.Value] = [.text(key), .text(Self.listed(values, separator: " | "))]
      if values.count > 1 { varied.append(row) } else { fixed.append(row) }
    }
    varied.append([.text("seed"), .text(Self.listed(seeds.map(String.init), separator: ", "))])
    let columns = [Table.Column("option", .text), Table.Column("value", .text)]
    let differing = Table(
      caption: "Options in which the runs differ", columns: columns, rows: varied)
    let common = Table(
      caption: "Options that all runs have in common", columns: columns, rows: fixed)
    return """
      \(differing.html())
      <details><summary>The other options</summary>
      \(common.html())
      </details>
      """
  }

  private static func listed(_ values: [String], separator: String) -> String {
    let most = 100
    return values.prefix(most).joined(separator: separator)
      + (values.count > most ? "\(separator)… (\(values.count) in all)" : "")
  }

  /// The options by their long names, as they would be written in a file.
  private static func options(_ config: RunConfiguration) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: config.optionMap.entries.map {
        ($0.option.rawValue, $0.value.description)
      })
  }
}
