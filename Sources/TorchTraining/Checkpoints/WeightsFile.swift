import Torch
public import TorchNN

/// A safetensors file with a model's weights under PyTorch's keys, or a checkpoint of a run.
public enum WeightsFile {
  /// Overwrites the weights and buffers of `network` with those in the file at `path`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - network: where the weights go; unchanged if this throws.
  ///   - model: the model's name, for messages.
  /// - Throws: `SafetensorsError`, `TrainingError.mismatch` with the keys that do not fit, or
  ///   `TrainingError.newerFormat`.
  public static func load(_ path: String, into network: any Layer, model: String) throws {
    try TorchTraining.load(try tensors(path), into: network, file: path, model: model)
  }

  /// The weights and buffers in the file at `path`, by their keys.
  static func tensors(_ path: String) throws -> [String: Tensor] {
    let file = try SafetensorsFile(path)
    try Checkpoint.checkFormat(of: file, path)
    return Checkpoint.weights(in: file.tensors)
  }

  /// Writes the weights and buffers of `network` to `path`, whole or not at all.
  public static func write(_ network: any Layer, to path: String) throws {
    try SafetensorsFile.write(network.stateDict, metadata: ["format": "pt"], to: path)
  }
}
