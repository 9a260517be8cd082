package import EngineProtocol
import CentralizeOptions
import Foundation
import Torch
import TorchOptimizers

/// Times an optimizer's step with and without centralization, against libtorch's own.
///
/// All ways take turns in one process, so that they meet the same machine; what counts is the ratio
/// of medians.
package struct OptimizerBenchmark {
  package typealias Network = OptimizerBenchmarkRequest.Network
  package typealias Rule = OptimizerBenchmarkRequest.Rule

  /// A way of making a step.
  package enum Way: String, Codable, CaseIterable, Sendable {
    /// libtorch's fused step, without centralization.
    case libtorch = "libtorch fused, without"
    /// libtorch's operators on lists of tensors, without centralization, where it has no fused step.
    case lists = "libtorch lists, without"
    case without = "ours, without"
    case gradient = "ours, with (gradient)"
    case update = "ours, with (update)"
    /// Rows divided by their deviation.
    case scaled = "ours, scaled"
    /// The same by the chain, operator by operator.
    case scaledChain = "ours, scaled, by the chain"
    /// Less the mean of the whole weight.
    case whole = "ours, whole weight"
    /// Adam's first moment centralized.
    case moment = "ours, moment"
    /// The authors' form, tensor by tensor, with the gradient centralized.
    case perTensor = "per tensor, with"
    /// The same, overwriting the gradients.
    case perTensorInPlace = "per tensor in place, with"
    case bareLoop = "bare loop, same streams"
  }

  /// The time of one way.
  package struct Timing: Encodable, Hashable, Sendable {
    package let way: Way
    /// The median over the rounds.
    package let seconds: Double
    /// Each number that the step has to read or write, counted once, over the time.
    package let gigabytesPerSecond: Double
    /// The time over that of libtorch's step without centralization.
    package let ratio: Double
  }

  /// The times for one network, optimizer and number of threads.
  package struct Result: Encodable, Hashable, Sendable {
    package let network: Network
    package let optimizer: Rule
    package let threads: Int
    package let timings: [Timing]

    func seconds(_ way: Way) -> Double? { timings.first { $0.way == way }?.seconds }
  }

  private let request: OptimizerBenchmarkRequest

  package init(_ request: OptimizerBenchmarkRequest) { self.request = request }

  /// Runs it; `progress` hears what comes next.
  package func run(progress: (String) -> Void) -> OptimizerBenchmarkReport {
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
      case .sgd, .adagrad, .lion: 3 + 2
      case .adam, .adamw: 4 + 3
      }
    return streams * count * MemoryLayout<Float>.size
  }
}
