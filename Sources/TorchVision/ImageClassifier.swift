public import TorchNN

/// A network that maps images `[N, C, H, W]` to logits `[N, K]`, and that says what its parts are to
/// a fine-tuning.
///
/// Parts are named by the beginnings of their state-dict keys, so that a file of weights can be cut
/// in the same way.
public protocol ImageClassifier: Layer {
  /// The beginning of the keys of the last layer, whose size is the number `K` of classes: `fc.`.
  ///
  /// It belongs to the images that the network was trained on. What is trained on others gets a new
  /// one.
  var classifierPrefix: String { get }

  /// The parts from the input on; each key outside of the last layers belongs to one of them.
  var stages: [NetworkStage] { get }
}

/// A part of a network up to which it can be frozen.
public struct NetworkStage: Hashable, Sendable {
  /// The name that users call it by.
  public let name: String
  /// The beginnings of the state-dict keys of its parameters and buffers, each with its last dot.
  public let prefixes: [String]

  /// The part whose keys begin with one of `prefixes`.
  public init(_ name: String, _ prefixes: [String]) {
    (self.name, self.prefixes) = (name, prefixes)
  }

  /// Whether the parameter or buffer with this state-dict key is in this part.
  public func contains(_ key: String) -> Bool { prefixes.contains(where: key.hasPrefix) }
}
