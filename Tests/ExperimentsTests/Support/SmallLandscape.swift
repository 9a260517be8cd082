import EngineProtocol
import RunRecords
import CentralizeOptions
import Experiments
import TestSupport

/// A point with this effective smoothness and, at every length `t`, the loss `1 − variation·t`.
func point(
  _ step: Int, smoothness: Double, variation: Double = 0.1, share: Double = 0.25
) -> LandscapePoint {
  LandscapePoint(
    step: step, loss: 1, gradientNorm: 2,
    lengths: [0.25, 0.5, 1, 2, 4].map { steps in
      .init(
        steps: steps, distance: 0.5 * steps, loss: 1 - variation * steps,
        gradientChange: smoothness * 0.5 * steps, centralizedChange: smoothness * 0.25 * steps)
    }, shares: [.init(name: "conv1.weight", share: share)])
}

/// A layer whose outputs move as the theorem says, or by so much more.
func shift(isPromised: Bool = true, off: Double = 1e-8) -> OutputShift {
  OutputShift(
    name: "conv1.weight", inputs: 9, isPromised: isPromised, fromInitial: off, fromCurrent: 1e-16,
    tolerance: 1e-6)
}

/// A measured run whose effective smoothness at steps 2, 4, … is this.
func measured(
  _ seed: UInt64, _ smoothness: [Double], shift: OutputShift = shift(), failure: String? = nil
) -> LandscapeRun {
  LandscapeRun(
    seed: seed, every: 2, steps: smoothness.count * 2,
    points: smoothness.enumerated().map { point(($0 + 1) * 2, smoothness: $1) },
    shifts: failure == nil ? [shift] : [], unasked: [], failure: failure)
}

/// A landscape of runs without and with centralization.
func landscape(
  without: [LandscapeRun], with: [LandscapeRun], learningRate: Double = 0.1
) throws -> Landscape {
  let config = try configuration { $0[.learningRate] = learningRate.optionValue }
  return Landscape(
    without: .init(name: "none", config: config.withoutCentralization(), runs: without),
    with: .init(name: "all", config: config, runs: with),
    provenance: Provenance(
      version: "0.1.0", commit: "abc", libtorch: "2.15.0", cpuCapability: "AVX2", threads: 1,
      data: ["images": "123"], weights: nil))
}

/// A landscape of seeds in which `all` has `ratio` times the smoothness of `none`, or nearly so.
func landscape(seeds: Int, ratio: Double) throws -> Landscape {
  let numbers = (0..<UInt64(seeds)).map { $0 }
  return try landscape(
    without: numbers.map { measured($0, [4, 2, 1]) },
    with: numbers.map { seed in
      let own = ratio * (1 + 0.01 * Double(seed))
      return measured(seed, [4 * own, 2 * own, own])
    })
}
