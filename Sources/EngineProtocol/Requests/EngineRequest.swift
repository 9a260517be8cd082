public import CentralizeOptions
import Files
import Foundation

/// What `centralize` asks `centralize-engine` to do: its only argument, as JSON.
public enum EngineRequest: Codable, Hashable, Sendable {
  /// Trains one network into the folder `output`, or continues the run that is there; with
  /// `tensorboard` it also writes what TensorBoard shows.
  case train(RunConfiguration, output: String, resume: Bool, tensorboard: Bool = false)
  /// Measures loss and accuracy.
  case evaluate(EvaluateRequest)
  /// Lists which parameters are centralized.
  case plan(PlanRequest)
  /// Writes initial weights.
  case initialize(InitializeRequest)
  /// Applies a model to images.
  case predict(PredictRequest)
  /// Writes weights in another format.
  case export(ExportRequest)
  /// Lists the models.
  case models(ModelsRequest)
  /// Trains one network and measures the loss around its steps.
  case landscape(LandscapeRequest)
  /// Times optimizer steps.
  case benchmarkOptimizer(OptimizerBenchmarkRequest)

  /// The request as one line of JSON.
  ///
  /// - Throws: What `JSONEncoder` throws; never for a request that was validated.
  public func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads a request, and checks the configuration of a run again.
  ///
  /// - Throws: `OptionsError` when the text is no request or an option is out of range.
  public init(encoded text: String) throws(OptionsError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    } catch let error as OptionsError {
      throw error
    } catch {
      throw .unreadable(file: "The engine's request", reason: DecodingReason.of(error))
    }
    switch self {
    case .train(let configuration, _, _, _): try configuration.validate()
    case .landscape(let request): try request.configuration.validate()
    case .evaluate, .plan, .initialize, .predict, .export, .models, .benchmarkOptimizer: return
    }
  }
}
