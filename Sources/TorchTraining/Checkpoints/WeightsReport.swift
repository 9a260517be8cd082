import Files
import Foundation
import Torch

/// What of a file of weights was not taken as it stands, to be told to the user.
public struct WeightsReport: Hashable, Sendable {
  /// A classifier that was left with its initial weights.
  public struct ReplacedClassifier: Hashable, Sendable {
    /// The keys of its parameters.
    public let names: [String]
    /// The number of classes in the file.
    public let classesInFile: Int
    /// The number of classes of the network.
    public let classes: Int
  }

  /// The file's name.
  public let file: String
  /// The names of the dictionaries around the tensors, the outermost first.
  public let entry: [String]
  /// The other dictionaries of tensors in the file.
  public let otherEntries: [String]
  /// What was removed from the beginning of all keys.
  public let removedPrefix: String
  /// The keys without that beginning, which were left out.
  public let leftOut: [String]
  /// Whether keys were written as torchvision's DenseNets once had them.
  public let isRenamed: Bool
  /// The classifier that was replaced; `nil` for none.
  public var replacedClassifier: ReplacedClassifier?
  /// Whether they are a classifier's, of which the body of a detector has all but the last layer.
  public var isOfBody = false

  init(_ path: String, _ file: StateDictFile, isRenamed: Bool) {
    self.isRenamed = isRenamed
    self.file = URL(fileURLWithPath: path).lastPathComponent.shown
    (entry, otherEntries) = (file.entry, file.otherEntries)
    (removedPrefix, leftOut) = (file.removedPrefix, file.leftOut)
  }

  /// What was done with its keys, in words after the file's name; empty for nothing.
  var changes: String {
    var parts: [String] = []
    if !entry.isEmpty { parts.append("took the entry '\(entry.joined(separator: "/").shown)'") }
    if !otherEntries.isEmpty {
      parts.append("not \(otherEntries.listed()), which --weights-entry takes")
    }
    if !removedPrefix.isEmpty { parts.append("removed the prefix '\(removedPrefix.shown)'") }
    if !leftOut.isEmpty { parts.append("left out \(leftOut.listed())") }
    if isRenamed { parts.append("renamed 'norm.1' to 'norm1' and the like in its dense layers") }
    return parts.joined(separator: ", ")
  }

  /// A line for each thing to tell; none for a file that was taken as it stands.
  public var lines: [String] {
    var lines = changes.isEmpty ? [] : ["weights: \(file): \(changes)"]
    if isOfBody {
      lines.append(
        "weights: \(file): they are a classifier's: the network below the pyramid begins with them, the "
          + "rest with the initial weights of the seed")
    }
    if let replaced = replacedClassifier {
      lines.append(
        "weights: \(file): the classifier has \(replaced.classesInFile) classes there and "
          + "\(replaced.classes) here, so it was replaced: "
          + replaced.names.joined(separator: ", ") + " begin with the initial weights of the seed")
    }
    return lines
  }
}
