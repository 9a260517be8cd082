import BenchmarkProtocol
import Foundation
import Torch
import TorchData

/// Batches as they go into a network, two workers, nothing done with them.
///
/// `peers/images.py` does the same. The arguments are `photographs FOLDER`, a folder of class folders, or
/// `cifar FOLDER`, CIFAR-10's folder.
@main
struct ImageBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let work = Work(rawValue: arguments[1]) else {
      print("usage: image-benchmark photographs|cifar FOLDER")
      exit(64)
    }
    Runtime.threads = benchmarkThreads
    let loader = try work.loader(folder: arguments[2])
    var epoch = 0
    var batches = loader.batches(epoch: epoch)
    try serve("images", loader.dataset.count) {
      while try batches.next() == nil {
        epoch += 1
        batches = loader.batches(epoch: epoch)
      }
    }
  }
}

private enum Work: String {
  case photographs
  case cifar

  func loader(folder: String) throws -> DataLoader {
    switch self {
    case .photographs:
      let pipeline = ImagePipeline(
        normalization: .imageNet, crop: .randomResized(), imageSize: 224, flip: true)
      return DataLoader(
        try photographs(in: folder), batchSize: 64, pipeline: pipeline, workers: 2)
    case .cifar:
      let dataset = PublishedDataset.cifar10
      let pipeline = ImagePipeline(
        normalization: dataset.normalization, crop: .padded(4), flip: true)
      return DataLoader(
        try dataset.load(.training, from: folder), batchSize: 128, pipeline: pipeline, workers: 2)
    }
  }

  private func photographs(in folder: String) throws -> ImageFiles {
    let files = FileManager.default
    let classes = try files.contentsOfDirectory(atPath: folder).sorted()
    var (paths, labels): ([String], [Int]) = ([], [])
    for (label, name) in classes.enumerated() {
      for file in try files.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted() {
        paths.append("\(folder)/\(name)/\(file)")
        labels.append(label)
      }
    }
    return ImageFiles(paths: paths, labels: labels, classNames: classes)
  }
}
