import Foundation
public import Settings

/// What a file of weights says of the training that made them, beside the tensors.
public struct WeightsOrigin: Hashable, Sendable {
  /// The names of the classes, in the order of the network's outputs; empty where they are not known.
  public var classNames: [String]
  /// The data set that the weights were trained on last; `nil` where it is not known.
  public var dataset: DatasetName?

  private static let (classNamesKey, datasetKey) = ("classNames", "dataset")

  /// What is said of weights; nothing by default.
  public init(classNames: [String] = [], dataset: DatasetName? = nil) {
    (self.classNames, self.dataset) = (classNames, dataset)
  }

  /// What the metadata of a file say; nothing where they are of another program.
  init(_ metadata: [String: String]) {
    let names = metadata[Self.classNamesKey].map { Data($0.utf8) }
    classNames = names.flatMap { try? JSONDecoder().decode([String].self, from: $0) } ?? []
    dataset = metadata[Self.datasetKey].flatMap { DatasetName(rawValue: $0) }
  }

  /// What a file is told: `classNames` as a list in JSON, and `dataset`; neither where it is not known.
  var metadata: [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let names = classNames.isEmpty ? nil : try? encoder.encode(classNames)
    return [
      Self.classNamesKey: names.map { String(decoding: $0, as: UTF8.self) },
      Self.datasetKey: dataset?.rawValue,
    ].compactMapValues { $0 }
  }
}
