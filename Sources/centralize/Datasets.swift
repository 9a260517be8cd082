import ArgumentParser
import CentralizeOptions

/// `centralize datasets`.
struct Datasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the data sets, the files they need, and where those come from.",
    discussion: """
      The files are looked for in the folder given by --data.

      Examples:
        centralize datasets
        centralize train --model resnet18-cifar --dataset cifar100 --data downloads
      """)

  func run() {
    let rows = DatasetName.allCases.map {
      [
        $0.rawValue, "\($0.channels)", "\($0.classes)", "\($0.imageSize)×\($0.imageSize)",
        $0.summary,
      ]
    }
    print(Table(["data set", "channels", "classes", "size", "description"], rows))
    for dataset in DatasetName.allCases {
      print("\n\(dataset.rawValue)\n  files: \(dataset.layout)\n  from:  \(dataset.source)")
    }
  }
}
