import EngineProtocol
import CentralizeOptions
import Foundation
import Torch

/// What a benchmark measured, and whether it meets the project's bars.
package struct OptimizerBenchmarkReport: Encodable, Hashable, Sendable {
  /// A limit that a measured ratio has to keep.
  package struct Bar: Encodable, Hashable, Sendable {
    package let name: String
    /// The ratio that was measured.
    package let measured: Double
    package let limit: Double
    /// Whether the ratio has to be at least the limit, not at most.
    package let isLowest: Bool
    package let passes: Bool

    init(_ name: String, _ measured: Double, atMost limit: Double) {
      (self.name, self.measured, self.limit) = (name, measured, limit)
      (isLowest, passes) = (false, measured <= limit)
    }

    init(_ name: String, _ measured: Double, atLeast limit: Double) {
      (self.name, self.measured, self.limit) = (name, measured, limit)
      (isLowest, passes) = (true, measured >= limit)
    }
  }

  package let formatVersion = 1
  package let instructionSet: String
  package let results: [OptimizerBenchmark.Result]
  package let bars: [Bar]

  init(_ results: [OptimizerBenchmark.Result]) {
    instructionSet = FusedKernels.instructionSet
    self.results = results
    bars = results.flatMap(\.bars)
  }

  private enum CodingKeys: String, CodingKey { case formatVersion, instructionSet, results, bars }
}

extension OptimizerBenchmark.Result {
  var bars: [OptimizerBenchmarkReport.Bar] {
    guard let libtorch = seconds(.libtorch) ?? seconds(.lists), let gradient = seconds(.gradient),
      let update = seconds(.update), let loop = seconds(.bareLoop)
    else { return [] }
    let title = "\(network.rawValue), \(optimizer.rawValue), threads \(threads)"
    var bars = [
      OptimizerBenchmarkReport.Bar(
        "\(title): with (gradient) / libtorch without", gradient / libtorch, atMost: 1.05),
      OptimizerBenchmarkReport.Bar(
        "\(title): with (update) / libtorch without", update / libtorch, atMost: 1.05),
      OptimizerBenchmarkReport.Bar(
        "\(title): bandwidth / bare loop", loop / gradient, atLeast: 0.9),
    ]
    if let perTensor = seconds(.perTensor) {
      bars.append(
        OptimizerBenchmarkReport.Bar(
          "\(title): per tensor / with (gradient)", perTensor / gradient,
          atLeast: network == .vgg11 ? 4 : 1.8))
    }
    return bars
  }
}

extension OptimizerBenchmarkReport {
  /// The tables for a terminal of 80 columns.
  package var text: String { (results.map(\.text) + [barsText]).joined(separator: "\n") }

  private var barsText: String {
    let width = bars.map(\.name.count).max() ?? 0
    return bars.map { bar in
      let name = bar.name.padding(toLength: width, withPad: " ", startingAt: 0)
      let verdict = bar.passes ? "pass" : "MISS"
      return name
        + String(format: "  %5.2f  %@ %.2f  ", bar.measured, bar.isLowest ? ">=" : "<=", bar.limit)
        + verdict + "\n"
    }.joined()
  }
}

extension OptimizerBenchmark.Result {
  var text: String {
    let title = "\(network.rawValue), \(optimizer.rawValue), threads: \(threads)\n"
    let rows = timings.map { timing in
      "  " + timing.way.rawValue.padding(toLength: 28, withPad: " ", startingAt: 0)
        + String(
          format: "%9.2f ms %8.1f GB/s %7.2f x\n", timing.seconds * 1e3, timing.gigabytesPerSecond,
          timing.ratio)
    }
    return title + rows.joined()
  }
}
