import ArgumentParser
import CentralizeOptions
import Streams

/// `centralize datasets`.
struct Datasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the data sets, describe one, or fetch it.",
    discussion: """
      The files are looked for in the folder given by --data.

      Examples:
        centralize datasets
        centralize datasets stanford-cars
        centralize datasets download cifar100 --output downloads
        centralize train --model resnet18-cifar --dataset cifar100 --data downloads
      """, subcommands: [DescribeDatasets.self, DownloadDataset.self],
    defaultSubcommand: DescribeDatasets.self)
}

/// `centralize datasets [NAME]`.
struct DescribeDatasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "List the data sets, or describe one: the files it needs, and where those come from.")

  @Argument(help: "The data set. (default: all)") var name: DatasetName?

  func run() {
    if let name {
      StandardOutput.print(Self.description(of: name))
      return
    }
    let rows = DatasetName.allCases.map { dataset in
      [
        dataset.rawValue, "\(dataset.channels)", dataset.classes().map(String.init) ?? "any",
        dataset.imageSize.map { "\($0)×\($0)" } ?? "any", dataset.summary,
      ]
    }
    StandardOutput.print(
      TextColumns([["data set", "channels", "classes", "size", "description"]] + rows).text)
    StandardOutput.print(
      "\n'centralize datasets NAME' says which files one needs and where they come from.")
  }

  private static func description(of dataset: DatasetName) -> String {
    var lines = [
      "\(dataset.rawValue): \(dataset.summary)", "  files: \(dataset.layout)",
      "  from:  \(dataset.source)",
    ]
    if dataset.canBeDownloaded {
      lines.append("  fetch: centralize datasets download \(dataset.rawValue)")
    }
    let own = dataset.ownOptions.map(\.flag).joined(separator: ", ")
    if !own.isEmpty { lines.append("  options of its own: \(own)") }
    return lines.joined(separator: "\n")
  }
}

/// `centralize datasets download NAME`.
struct DownloadDataset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "download", abstract: "Fetch a data set, check it, and unpack it.",
    discussion: """
      Goes on where an interrupted download stopped, and leaves alone what is there. Prints the folder, \
      for --data. Uses the program curl.

      Examples:
        centralize datasets download mnist
        centralize datasets download cub-200-2011 --output birds
      """)

  @Argument(help: "The data set.") var name: DatasetName

  @Option(.output, help: "The folder to put it into. (default: data/NAME)", valueName: "dir")
  var output: String?

  func run() throws {
    guard name.canBeDownloaded else { throw OptionsError.cannotBeDownloaded(name) }
    if output == "" { throw OptionsError.missing(.output, hint: "it names a folder") }
    let folder = Surroundings.current.absolute(output ?? "data/\(name.rawValue)")
    try OwnProgram.become("centralize-fetch", [name.rawValue, folder])
  }
}
