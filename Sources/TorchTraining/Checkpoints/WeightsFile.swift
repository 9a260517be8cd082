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
  /// - Throws: `SafetensorsError`, or `TrainingError.mismatch` with the keys that do not fit.
  public static func load(_ path: String, into network: any Layer, model: String) throws {
    let tensors = Checkpoint.weights(in: try SafetensorsFile(path).tensors)
    try TorchTraining.load(tensors, into: network, file: path, model: model)
  }

  /// Writes the weights and buffers of `network` to `path`, whole or not at all.
  public static func write(_ network: any Layer, to path: String) throws {
    try SafetensorsFile.write(network.stateDict, metadata: ["format": "pt"], to: path)
  }
}
