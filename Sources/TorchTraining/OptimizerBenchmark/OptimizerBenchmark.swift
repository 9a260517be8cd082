public import EngineProtocol
import CentralizeOptions
import Foundation
import Torch
import TorchOptimizers

/// Times an optimizer's step with and without centralization, against libtorch's own fused step.
///
/// All ways take turns in one process, so that they meet the same machine; what counts is the ratio
/// of medians.
public struct OptimizerBenchmark {
  /// A network whose parameters are stepped.
  public typealias Network = OptimizerBenchmarkRequest.Network
  /// An optimizer.
  public typealias Rule = OptimizerBenchmarkRequest.Rule

  /// A way of making a step.
  public enum Way: String, Codable, CaseIterable, Sendable {
    /// libtorch's fused step, without centralization.
    case libtorch = "libtorch fused, without"
    /// Ours without centralization.
    case without = "ours, without"
    /// Ours with the gradient centralized.
    case gradient = "ours, with (gradient)"
    /// Ours with the update centralized.
    case update = "ours, with (update)"
    /// The authors' form, tensor by tensor, with the gradient centralized.
    case perTensor = "per tensor, with"
    /// The same, overwriting the gradients.
    case perTensorInPlace = "per tensor in place, with"
    /// A bare loop with as many streams.
    case bareLoop = "bare loop, same streams"
  }

  /// The time of one way.
  public struct Timing: Encodable, Hashable, Sendable {
    /// The way.
    public let way: Way
    /// The median over the rounds.
    public let seconds: Double
    /// Each number that the step has to read or write, counted once, over the time.
    public let gigabytesPerSecond: Double
    /// The time over that of libtorch's fused step without centralization.
    public let ratio: Double
  }

  /// The times for one network, optimizer and number of threads.
  public struct Result: Encodable, Hashable, Sendable {
    /// The network.
    public let network: Network
    /// The optimizer.
    public let optimizer: Rule
    /// How many threads computed.
    public let threads: Int
    /// The times of all ways.
    public let timings: [Timing]

    /// The median time of one way.
    func seconds(_ way: Way) -> Double? { timings.first { $0.way == way }?.seconds }
  }

  private let request: OptimizerBenchmarkRequest

  /// A benchmark as asked for.
  public init(_ request: OptimizerBenchmarkRequest) { self.request = request }

  /// Runs it; `progress` hears what comes next.
  public func run(progress: (String) -> Void) -> OptimizerBenchmarkReport {
    var results: [Result] = []
    for network in request.networks {
      let subject = BenchmarkSubject(network, using: Generator(seed: 0))
      for optimizer in request.optimizers {
        let contenders = subject.contenders(optimizer)
        for threads in request.threads {
          progress("\(network.rawValue), \(optimizer.rawValue), threads: \(threads)")
          Runtime.threads = threads
          results.append(
            result(network, optimizer, threads, bytes: subject.bytes(optimizer), contenders))
        }
      }
    }
    return OptimizerBenchmarkReport(results)
  }

  private func result(
    _ network: Network, _ optimizer: Rule, _ threads: Int, bytes: Int, _ contenders: [Contender]
  ) -> Result {
    let seconds = medians(of: contenders)
    let reference = seconds[0]
    let timings = zip(contenders, seconds).map { contender, seconds in
      Timing(
        way: contender.name, seconds: seconds, gigabytesPerSecond: Double(bytes) / seconds / 1e9,
        ratio: seconds / reference)
    }
    return Result(network: network, optimizer: optimizer, threads: threads, timings: timings)
  }

  /// The contenders' median times, in turns, after two rounds that do not count.
  private func medians(of contenders: [Contender]) -> [Double] {
    var times: [[Double]] = contenders.map { _ in [] }
    for round in -2..<request.rounds {
      for (index, contender) in contenders.enumerated() {
        let elapsed = ContinuousClock().measure { contender.step() }
        if round >= 0 { times[index].append(elapsed / .seconds(1)) }
      }
    }
    return times.map { $0.sorted()[$0.count / 2] }
  }
}

extension BenchmarkSubject {
  /// What a step has to read and write: weights, gradients and moments, each once.
  func bytes(_ optimizer: OptimizerBenchmark.Rule) -> Int {
    let streams =
      switch optimizer {
      case .sgd, .adagrad: 3 + 2
      case .adam: 4 + 3
      }
    return streams * count * MemoryLayout<Float>.size
  }
}
