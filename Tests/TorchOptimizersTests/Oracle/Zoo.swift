import TestSupport
import Torch
import TorchOptimizers

/// A parameter of some layer, with the output unit of each of its elements told one by one.
struct ZooParameter: Sendable {
  let name: String
  let shape: [Int]
  let role: Parameter.Role
  /// The output unit of the element at an index; `nil` where the parameter is never centralized.
  private let unit: (@Sendable (_ index: [Int]) -> Int)?
  let isConvolution: Bool

  /// A weight `[out, …]`.
  private init(_ name: String, _ shape: [Int], _ fanIn: FanIn) {
    (self.name, self.shape, role) = (name, shape, .weight(fanIn))
    isConvolution = fanIn.kind == .convolution
    unit = { $0[0] }
  }

  /// A weight `[in, out/groups, k…]`.
  private init(transposed name: String, _ shape: [Int], groups: Int = 1) {
    (self.name, self.shape, isConvolution) = (name, shape, true)
    role = .weight(.transposedConvolution(spatialDims: shape.count - 2, groups: groups))
    unit = { $0[0] / (shape[0] / groups) * shape[1] + $0[1] }
  }

  /// What is never centralized.
  private init(untouched name: String, _ shape: [Int], _ role: Parameter.Role) {
    (self.name, self.shape, self.role, unit, isConvolution) = (name, shape, role, nil, false)
  }

  var count: Int { shape.reduce(1, *) }

  /// The output unit of every element, row by row; `nil` where it is not centralized in `scope`.
  func units(in scope: Centralization.Scope = .all) -> [Int]? {
    guard let unit, scope == .all || isConvolution else { return nil }
    return (0..<count).map { position in
      var (rest, index) = (position, shape)
      for dim in shape.indices.reversed() {
        (rest, index[dim]) = rest.quotientAndRemainder(dividingBy: shape[dim])
      }
      return unit(index)
    }
  }

  static let largest = ZooParameter("largest", [1000, 2048], .linear)

  /// Every kind, small.
  static let all: [ZooParameter] = [
    .init("linear", [6, 10], .linear),
    .init("pointwise", [8, 6, 1, 1], .convolution(spatialDims: 2)),
    .init(transposed: "transposedGroups", [4, 3, 2, 2], groups: 2),
    .init(untouched: "scalar", [1, 1], .weight(.linear)),
    .init("conv3x3", [4, 3, 3, 3], .convolution(spatialDims: 2)),
    .init(untouched: "embedding", [7, 5], .embedding),
    .init("conv7x7", [2, 2, 7, 7], .convolution(spatialDims: 2)),
    .init("oneOutput", [1, 33], .linear),
    .init(untouched: "gain", [6], .gain),
    .init("grouped", [6, 2, 3, 3], .convolution(spatialDims: 2, groups: 3)),
    .init("conv1d", [5, 4, 3], .convolution(spatialDims: 1)),
    .init(untouched: "position", [1, 9, 5], .position),
    .init("depthwise", [6, 1, 3, 3], .convolution(spatialDims: 2, groups: 6)),
    .init("conv3d", [3, 2, 2, 3, 2], .convolution(spatialDims: 3)),
    .init(untouched: "column", [9, 1], .weight(.linear)),
    .init("twoInputs", [16, 2], .linear),
    .init(transposed: "transposed3d", [2, 3, 2, 2, 2]),
    .init(untouched: "layerScale", [5, 1, 1, 1], .weight(.convolution(spatialDims: 2, groups: 5))),
    .init(transposed: "transposed1d", [6, 4, 3]),
    .init("bilinear", [3, 4, 5], .bilinear),
    .init(untouched: "bias", [11], .bias),
  ]

  /// `count` of them, another choice for each `number`; over all numbers every one has its turn.
  static func choice(_ number: Int, _ count: Int) -> [ZooParameter] {
    (0..<count).map { all[(number * count + $0) % all.count] }
  }
}

extension SeededRandom {
  /// So many numbers that are not centered.
  mutating func numbers(_ count: Int) -> [Double] {
    (0..<count).map { _ in Double.random(in: -0.8...1.2, using: &self) }
  }
}
