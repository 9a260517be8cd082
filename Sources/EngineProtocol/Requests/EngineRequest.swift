package import CentralizeOptions
import Files
import Foundation

/// What `centralize` asks `centralize-engine` to do: its only argument, as JSON.
package enum EngineRequest: Codable, Hashable, Sendable {
  /// Trains one network into the folder `output`, or continues the run that is there; with
  /// `tensorboard` it also writes what TensorBoard shows, with `quiet` it says nothing of its progress; the processes
  /// that make the run wait for each other for at most `timeout` seconds.
  case train(
    RunConfiguration, output: String, resume: Bool, tensorboard: Bool = false, quiet: Bool = false,
    timeout: Int = OptionName.defaultTimeout)
  /// Takes part in the run that rank 0 goes on with, whose options it gets from there; a device is made ready before
  /// they come.
  case follow(timeout: Int = OptionName.defaultTimeout, device: DeviceName = .auto)
  /// Makes one run after another, with the other processes that a launcher has started: what rank 0 is asked for by
  /// the one who started it, until that is `dismiss`. The `facts` are what the runs are, as far as this process knows.
  case makeRuns(facts: [String: String], timeout: Int)
  /// Ends what `makeRuns` began.
  case dismiss
  case evaluate(EvaluateRequest)
  case plan(PlanRequest)
  case initialize(InitializeRequest)
  case predict(PredictRequest)
  /// Writes weights in another format.
  case export(ExportRequest)
  case models(ModelsRequest)
  /// Trains one network and measures the loss around its steps.
  case landscape(LandscapeRequest)
  case benchmarkOptimizer(OptimizerBenchmarkRequest)

  /// Where a run that is asked for is made; `auto` where the request does not say.
  package var device: DeviceName {
    switch self {
    case .train(let configuration, _, _, _, _, _): configuration.machine.device
    case .landscape(let request): request.configuration.machine.device
    case .follow(_, let device): device
    default: .auto
    }
  }

  /// The request as one line of JSON.
  ///
  /// - Throws: What `JSONEncoder` throws; never for a request that was validated.
  package func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads a request, and checks the configuration of a run again.
  package init(encoded text: String) throws(OptionsError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    } catch let error as OptionsError {
      throw error
    } catch {
      throw .unreadable(file: "The engine's request", reason: DecodingReason.of(error))
    }
    switch self {
    case .train(let configuration, _, _, _, _, _): try configuration.validate()
    case .landscape(let request): try request.configuration.validate()
    case .follow, .makeRuns, .dismiss, .evaluate, .plan, .initialize, .predict, .export, .models,
      .benchmarkOptimizer:
      return
    }
  }
}
