import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Which dimensions are the inputs of an output unit: traps 1 to 10.
@Suite struct InputDimensionTraps {
  private let phi = GradientCentralization()

  private func expect(
    _ found: Tensor, _ expected: Tensor, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(maxDifference(found, expected) < 1e-12, sourceLocation: sourceLocation)
  }

  @Test(arguments: [[6, 1, 1, 1], [6, 1]])
  func trap01aUnitWithOneInputStillTrains(_ shape: [Int]) {
    let role = Parameter.Role.weight(
      shape.count == 2 ? .linear : .convolution(spatialDims: 2, groups: 6))
    let scale = TrapParameter(shape, role)
    expect(scale.update(phi), scale.gradient)
    #expect(scale.update(phi).abs().min().item > 0)
  }

  @Test(arguments: [
    ([1, 9, 5], Parameter.Role.position), ([1, 1, 5], .token), ([1, 9, 5], .embedding),
  ])
  func trap02oneMeanOverEverythingIsNotRemoved(_ shape: [Int], _ role: Parameter.Role) {
    let position = TrapParameter(shape, role)
    expect(position.update(phi), position.gradient)
  }

  @Test func trap03aTransposedConvolutionIsCentralizedWithinItsGroups() {
    let groups = 2
    let weight = TrapParameter(
      [4, 3, 2, 2], .weight(.transposedConvolution(spatialDims: 2, groups: groups)))
    let update = weight.update(phi)
    for group in 0..<groups {
      for output in 0..<3 {
        func unit(_ tensor: Tensor) -> Tensor {
          tensor.narrowed(0, from: group * 2, count: 2).select(1, output)
        }
        expect(unit(update), unit(weight.gradient) - unit(weight.gradient).mean())
      }
    }
    let naive = weight.gradient - weight.gradient.mean([1, 2, 3], keepDims: true)
    #expect(maxDifference(update, naive) > 0.1)
  }

  @Test func trap04embeddingsAreLeftAloneUnlessTagged() {
    let table = TrapParameter([7, 5], .embedding)
    expect(table.update(phi), table.gradient)
    table.value.centralizationTag = .always(.linear)
    expect(table.update(phi), table.gradient - table.gradient.mean([1], keepDims: true))
  }

  @Test func trap05outputsMayComeLast() {
    for (shape, dims) in [([5, 7], [0]), ([3, 3, 4, 6], [0, 1, 2])] {
      let fanIn = FanIn(dims: dims, kind: shape.count == 2 ? .linear : .convolution)
      let weight = TrapParameter(shape, .weight(fanIn))
      let update = weight.update(phi)
      expect(update, weight.gradient - weight.gradient.mean(dims, keepDims: true))
      let naive = weight.gradient - weight.gradient.mean(Array(1..<shape.count), keepDims: true)
      #expect(maxDifference(update, naive) > 0.1)
    }
  }

  @Test func trap06stackedGatesAreUnitsOfTheirOwn() {
    let stacked = TrapParameter([4 * 3, 5], .weight(.linear))
    let parts = stacked.gradient.split(3).map { $0 - $0.mean([1], keepDims: true) }
    expect(stacked.update(phi), .concatenated(parts))
    // GPT-2's "Conv1D" is [in, out].
    let fused = TrapParameter([5, 4 * 3], .weight(FanIn(dims: [0], kind: .linear)))
    expect(fused.update(phi), fused.gradient - fused.gradient.mean([0], keepDims: true))
  }

  @Test func trap07depthwiseCanBeSwitchedOff() {
    let weight = TrapParameter([6, 1, 3, 3], .weight(.convolution(spatialDims: 2, groups: 6)))
    let centralized = weight.gradient - weight.gradient.mean([1, 2, 3], keepDims: true)
    expect(weight.update(phi), centralized)
    expect(weight.update(GradientCentralization(minimumFanIn: 10)), weight.gradient)
    #expect(
      GradientCentralization(minimumFanIn: 10).verdict(on: weight.value)
        == .untouched("9 inputs per output unit, fewer than the minimum of 10"))
    weight.value.centralizationTag = .never
    expect(weight.update(phi), weight.gradient)
  }

  @Test(arguments: [Parameter.Role.bias, .gain])
  func trap08tablesOfBiasesAndGainsAreNoWeights(_ role: Parameter.Role) {
    for shape in [[13, 4], [1, 4, 6, 6], [1, 1, 1, 8]] {
      let table = TrapParameter(shape, role)
      expect(table.update(phi), table.gradient)
    }
  }

  @Test func trap09aConvolutionInOneDimensionIsAConvolution() {
    let weight = TrapParameter([6, 4, 3], .weight(.convolution(spatialDims: 1)))
    let centralized = weight.gradient - weight.gradient.mean([1, 2], keepDims: true)
    expect(weight.update(GradientCentralization(.convolutions)), centralized)
  }

  @Test func trap10theMeanIsOverTheKernelToo() {
    let weight = TrapParameter([5, 4, 3, 3], .weight(.convolution(spatialDims: 2)))
    let update = weight.update(phi)
    expect(update, weight.gradient - weight.gradient.mean([1, 2, 3], keepDims: true))
    let channelsOnly = weight.gradient - weight.gradient.mean([1], keepDims: true)
    #expect(maxDifference(update, channelsOnly) > 0.1)
  }
}
