public import Torch
public import TorchNN
import TorchVision

extension DetectionNetwork {
  /// Freezes the body from the input up to and with the part called `stage`, as of `PyramidBody.stages`:
  /// `layer1` in torchvision's recipes and the paper's.
  ///
  /// Traps unless `stage` is the name of one.
  public func freezeBody(upTo stage: String) {
    let stages = backbone.body.stages
    guard let last = stages.firstIndex(where: { $0.name == stage }) else {
      preconditionFailure(
        "expected a stage of \(stages.map(\.name).joined(separator: ", ")), found \(stage)")
    }
    backbone.body.freeze { key in stages[...last].contains { $0.contains(key) } }
  }

  /// Overwrites the body's weights with those of a classifier of the same kind, trained elsewhere.
  ///
  /// - Parameter tensors: the classifier's state dict, as of ``bodyTensors(ofClassifier:)``.
  /// - Throws: `StateDictMismatch` for other names and shapes; then nothing is written.
  public func loadBody(ofClassifier tensors: [String: Tensor]) throws(StateDictMismatch) {
    try backbone.body.load(stateDict: bodyTensors(ofClassifier: tensors))
  }

  /// What the body takes of a classifier of the same kind, by the body's keys.
  ///
  /// - Parameter tensors: the classifier's state dict, with torchvision's keys.
  /// - Returns: all but the classifying layer, and counters of batches where the body has none.
  public func bodyTensors(ofClassifier tensors: [String: Tensor]) -> [String: Tensor] {
    let own = Set(backbone.body.stateDict.map(\.name))
    var kept: [String: Tensor] = [:]
    for (name, tensor) in tensors {
      if name.hasPrefix("fc.") || name.hasPrefix("classifier.") { continue }
      let key = name.hasPrefix("features.") ? String(name.dropFirst("features.".count)) : name
      if key.hasSuffix("num_batches_tracked") && !own.contains(key) { continue }
      kept[key] = tensor
    }
    return kept
  }

  /// The key of today for one of files that torchvision wrote before its version 0.13, where it was another.
  public static func currentKey(_ key: String) -> String {
    var parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let last = parts.popLast() else { return key }
    let start = parts.joined(separator: ".")
    if start == "rpn.head.conv" { return "\(start).0.0.\(last)" }
    if let block = parts.last, Int(block) != nil, parts.count == 4, parts[1] == "fpn",
      ["inner_blocks", "layer_blocks"].contains(parts[2])
    {
      return "\(start).0.\(last)"
    }
    let mask = "roi_heads.mask_head.mask_fcn"
    if start.hasPrefix(mask), let number = Int(start.dropFirst(mask.count)) {
      return "roi_heads.mask_head.\(number - 1).0.\(last)"
    }
    return key
  }
}
