import CentralizeOptions
import TorchNN
package import EngineProtocol

/// Writes the weights of any file that can be read as safetensors with PyTorch's keys.
package enum WeightsExport {
  /// Checks the weights against the model, and writes them whole or not at all.
  ///
  /// Every tensor keeps its element type and its bits. A counter of batches that an older file lacks is
  /// written as 0.
  ///
  /// - Returns: what of the file was not taken as it stands.
  /// - Throws: `StateDictFileError`, `TrainingError.mismatch` with the keys that do not fit, or
  ///   `SafetensorsError`.
  package static func run(_ request: ExportRequest) throws -> WeightsReport {
    if request.network.detector != nil {
      let fitted = try FittedWeights(
        request.weights, request.weightsReading, request.network, outputs: request.classes)
      return try write(fitted, of: fitted.network, request)
    }
    let fitted = try FittedWeights(
      request.weights, request.weightsReading, request.network, channels: request.channels,
      classes: request.classes)
    return try write(fitted, of: fitted.network, request)
  }

  private static func write<Network>(
    _ fitted: FittedWeights<Network>, of network: any Module, _ request: ExportRequest
  ) throws -> WeightsReport {
    let tensors = fitted.tensors
    try load(
      tensors, into: network, file: request.weights, model: request.network.model.rawValue,
      request.weightsReading, told: fitted.report)
    try WeightsFile.write(
      network.stateDict.map { ($0.name, tensors[$0.name] ?? $0.tensor) }, fitted.origin,
      to: request.output)
    return fitted.report
  }
}
