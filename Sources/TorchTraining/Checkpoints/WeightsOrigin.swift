public import Coco
import Foundation
public import Settings

/// What a file of weights says of the training that made them, beside the tensors.
public struct WeightsOrigin: Hashable, Sendable {
  /// The names of the classes, in the order of the network's outputs, of a detector without the background;
  /// empty where they are not known.
  public var classNames: [String]
  /// What the data set calls the kinds of objects of a detector, as many as names; else empty.
  public var categoryIDs: [CocoIdentifier]
  /// The data set that the weights were trained on last; `nil` where it is not known.
  public var dataset: DatasetName?

  private enum Key: String {
    case classNames, categoryIDs, dataset
  }

  /// What is said of weights; nothing by default.
  public init(
    classNames: [String] = [], categoryIDs: [CocoIdentifier] = [], dataset: DatasetName? = nil
  ) {
    (self.classNames, self.categoryIDs, self.dataset) = (classNames, categoryIDs, dataset)
  }

  /// What the metadata of a file say; nothing where they are of another program.
  init(_ metadata: [String: String]) {
    func list<Element: Decodable>(_ key: Key) -> [Element] {
      metadata[key.rawValue].flatMap {
        try? JSONDecoder().decode([Element].self, from: Data($0.utf8))
      } ?? []
    }
    (classNames, categoryIDs) = (list(.classNames), list(.categoryIDs))
    dataset = metadata[Key.dataset.rawValue].flatMap { DatasetName(rawValue: $0) }
  }

  /// What a file is told: `classNames` and `categoryIDs` as lists in JSON, and `dataset`; none where it is not
  /// known.
  var metadata: [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    func text(_ list: [some Encodable]) -> String? {
      list.isEmpty ? nil : (try? encoder.encode(list)).map { String(decoding: $0, as: UTF8.self) }
    }
    let known: [(Key, String?)] = [
      (.classNames, text(classNames)), (.categoryIDs, text(categoryIDs)),
      (.dataset, dataset?.rawValue),
    ]
    return known.reduce(into: [:]) { all, entry in all[entry.0.rawValue] = entry.1 }
  }
}
