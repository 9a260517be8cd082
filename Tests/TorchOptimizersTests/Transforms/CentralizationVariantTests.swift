import Foundation
import Settings
import TestSupport
import Testing
import Torch
import TorchOptimizers

/// What is not in the paper, held to sums that are taken element by element.
@Suite struct CentralizationVariantTests {
  private let parameters = SampleParameters()

  /// What one step of pure descent subtracts from the parameter, as numbers.
  private func update(_ name: String, _ link: GradientCentralization) -> [Double] {
    let before = parameters[name].detached().clone()
    parameters.drawGradients(seed: 7)
    Optimizer(parameters.named([name]), learningRate: 1, link).step()
    return (before - parameters[name]).array(of: Double.self)
  }

  private func gradient(_ name: String) throws -> [Double] {
    parameters.drawGradients(seed: 7)
    return try #require(parameters[name].grad).array(of: Double.self)
  }

  /// The number of the set of each element, over which a mean is taken: those with one key are one set.
  private func expected(
    _ gradient: [Double], shape: [Int], isScaled: Bool = false, key: ([Int]) -> [Int]
  ) -> [Double] {
    let places = gradient.indices.map { index in
      var rest = index
      return Array(
        shape.reversed().map { size in
          defer { rest /= size }
          return rest % size
        }.reversed())
    }
    let keys = places.map(key)
    var sets: [[Int]: [Double]] = [:]
    for (key, value) in zip(keys, gradient) { sets[key, default: []].append(value) }
    return zip(keys, gradient).map { key, value in
      let set = sets[key] ?? []
      let mean = set.reduce(0, +) / Double(set.count)
      let square = set.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(set.count)
      return (value - mean) / (isScaled ? square.squareRoot() : 1)
    }
  }

  private func difference(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test func overTheOutputsOfEachInput() throws {
    for (name, shape, fanIn) in SampleParameters.weights {
      let found = update(name, GradientCentralization(axis: .output))
      let isTransposed = fanIn.dims.first == 0
      let expected = expected(try gradient(name), shape: shape) { place in
        // An input is a row of a transposed weight, else a column of its group.
        if isTransposed { return [place[0]] }
        return [place[0] / (shape[0] / fanIn.groups), place[1]]
      }
      #expect(difference(found, expected) < 1e-13, "\(name)")
    }
  }

  @Test func overTheWholeWeight() throws {
    for (name, shape, _) in SampleParameters.weights {
      let found = update(name, GradientCentralization(axis: .tensor))
      let expected = expected(try gradient(name), shape: shape) { _ in [] }
      #expect(difference(found, expected) < 1e-13, "\(name)")
    }
  }

  @Test func scaledRowsHaveMeanZeroAndDeviationOne() throws {
    for (name, shape, fanIn) in SampleParameters.weights {
      let found = update(name, GradientCentralization(isScaled: true))
      let expected = expected(try gradient(name), shape: shape, isScaled: true) { place in
        if fanIn.dims.first != 0 { return [place[0]] }
        return [place[0] / (shape[0] / fanIn.groups), place[1]]
      }
      #expect(difference(found, expected) < 1e-8, "\(name)")
    }
  }

  @Test func aRowOfZerosStaysZero() {
    let parameter = Parameter(.zeros([2, 3], dtype: .float64), .weight(.linear))
    parameter.grad = .zeros([2, 3], dtype: .float64)
    Optimizer([Named("w", parameter)], learningRate: 1, GradientCentralization(isScaled: true))
      .step()
    #expect(parameter.array(of: Double.self) == [0, 0, 0, 0, 0, 0])
  }

  /// Adam with `m` of centralized gradients and `v` of the gradients themselves, by numbers alone.
  @Test(arguments: [false, true]) func theFirstMomentAloneIsCentralized(_ isDecoupled: Bool) throws
  {
    let gradients: [[Double]] = [
      [1, 2, 6, -1, 0.5, 4], [0.5, -2, 3, 2, 1, 2], [-1, 1, 0.25, 3, -6, 1],
    ]
    let parameter = Parameter(
      Tensor([1, 2, 3, 4, 5, 6] as [Double]).reshaped([2, 3]), .weight(.linear))
    let centralization = Centralization(placement: .moment)
    let chain =
      isDecoupled
      ? AdamW(weightDecay: 0.5, centralization: centralization).chain
      : Adam(centralization: centralization).chain
    let optimizer = Optimizer([
      Optimizer.Group([Named("w", parameter)], learningRate: 0.1, chain)
    ])
    var (w, m, v) = (
      [1.0, 2, 3, 4, 5, 6], [Double](repeating: 0, count: 6), [Double](repeating: 0, count: 6)
    )
    for (step, gradient) in gradients.enumerated() {
      parameter.grad = Tensor(gradient).reshaped([2, 3])
      optimizer.step()
      let (first, second) = (1 - pow(0.9, Double(step + 1)), 1 - pow(0.999, Double(step + 1)))
      for i in 0..<6 {
        let row = gradient[(i / 3 * 3)..<(i / 3 * 3 + 3)]
        m[i] = 0.9 * m[i] + 0.1 * (gradient[i] - row.reduce(0, +) / 3)
        v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i]
        let update = m[i] / first / ((v[i] / second).squareRoot() + 1e-8)
        w[i] -= 0.1 * (update + (isDecoupled ? 0.5 * w[i] : 0))
      }
    }
    #expect(difference(parameter.array(of: Double.self), w) < 1e-12)
    #expect(!optimizer.keepsWeightMean(of: parameter))
  }
}
