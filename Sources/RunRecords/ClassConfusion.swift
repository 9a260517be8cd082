package import Files

/// How often examples of each class were taken for each class: the confusion matrix of an evaluation.
public struct ClassConfusion: Codable, Hashable, Sendable {
  /// The format of the JSON.
  public private(set) var formatVersion = Self.formatVersion
  static let formatVersion = 1
  /// The names of the classes, in the order of the labels; empty where they are not known.
  public var classNames: [String]
  /// Triples of label, predicted label and how often, ascending; pairs of labels that never occur are left out.
  public private(set) var counts: [[Int]]

  /// What was taken for what.
  ///
  /// - Parameters:
  ///   - pairs: label and predicted label of each example, each from 0.
  ///   - classNames: the names of the classes, if they are known.
  public init(_ pairs: some Sequence<(label: Int, predicted: Int)>, classNames: [String] = []) {
    var found: [Int: [Int: Int]] = [:]
    for pair in pairs { found[pair.label, default: [:]][pair.predicted, default: 0] += 1 }
    counts = found.sorted { $0.key < $1.key }.flatMap { label, row in
      row.sorted { $0.key < $1.key }.map { [label, $0.key, $0.value] }
    }
    self.classNames = classNames
  }

  /// The confusion in the folder of a run; `nil` where it has none.
  ///
  /// - Throws: `FormatError` for a file that is damaged or newer than this version.
  package init?(folder: String) throws(FormatError) {
    let path = folder + "/" + RunFiles.confusion
    guard let read: Self = try JSONFile.read(path, known: Self.formatVersion) else { return nil }
    guard read.counts.allSatisfy({ $0.count == 3 && $0.allSatisfy { $0 >= 0 } }) else {
      throw .damaged(file: path, reason: "expected triples of counts", remedy: nil)
    }
    self = read
  }

  /// The number of classes: one more than the largest label, and not less than there are names.
  public var classCount: Int {
    counts.reduce(classNames.count) { Swift.max($0, $1[0] + 1, $1[1] + 1) }
  }

  /// The number of examples by label.
  public var examples: [Int] {
    counts.reduce(into: [Int](repeating: 0, count: classCount)) { $0[$1[0]] += $1[2] }
  }

  /// The share of each class's examples that were taken for it, in [0, 1]; `nil` for a class without examples.
  public var accuracies: [Double?] {
    var right = [Int](repeating: 0, count: classCount)
    for entry in counts where entry[0] == entry[1] { right[entry[0]] = entry[2] }
    return zip(right, examples).map { $1 > 0 ? Double($0) / Double($1) : nil }
  }

  /// What the class of a label is called: its name, else its number.
  public func name(of label: Int) -> String {
    classNames.indices.contains(label) ? classNames[label] : "\(label)"
  }
}
