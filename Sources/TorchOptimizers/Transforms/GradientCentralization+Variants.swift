import Torch

/// What is not in the paper, to be compared with it.
extension GradientCentralization {
  /// What keeps a deviation from zero when it divides, as in ZNorm.
  static let leastDeviation = 1e-10

  /// Whether it is the paper's.
  var isPlain: Bool { axis == .input && !isScaled }

  /// Whether the fused kernels can make it: a mean over outputs gathers from every row.
  var canBeFused: Bool { axis != .output }

  /// What the mean of a weight of `shape` with these inputs is taken over; `nil` where a variant leaves it alone, as
  /// there is a single element to take it over.
  func elements(_ fanIn: FanIn, of shape: [Int]) -> FanIn? {
    if isPlain { return fanIn }
    let elements = fanIn.along(axis, of: shape)
    return elements.count(in: shape) > 1 ? elements : nil
  }

  /// `u − s·mean(u)`, the mean taken over the elements that the axis says, and with a scale divided by
  /// `√(mean((u − mean(u))²)) + 10⁻¹⁰`.
  ///
  /// With one element there is nothing to take a mean over, and the update stays.
  ///
  /// Source of the scale, there over the whole tensor: Yun, "ZNorm: Z-Score Gradient Normalization
  /// Accelerating Skip-Connected Network Training without Architectural Modification", 2024,
  /// https://arxiv.org/abs/2408.01215. The authors of gradient centralization write that dividing by the
  /// deviation gained nothing (section 3.1).
  func centralized(_ update: Tensor, _ fanIn: FanIn, _ strength: Double) -> Tensor {
    if isPlain { return update.centralized(over: fanIn, strength: strength) }
    guard let elements = elements(fanIn, of: update.shape) else { return update }
    let centralized = update.centralized(over: elements, strength: strength)
    guard isScaled else { return centralized }
    let rest = strength == 1 ? centralized : update.centralized(over: elements)
    let deviation = (rest * rest).meansOverInputs(elements).sqrt() + Self.leastDeviation
    guard elements.splitsFirstDim else { return centralized / deviation }
    let groups = centralized.unflattened(
      0, into: [elements.groups, update.size(0) / elements.groups])
    return (groups / deviation).flattened(from: 0, to: 1)
  }
}

extension FanIn {
  /// The elements of a weight of `shape` that an axis takes a mean over.
  fileprivate func along(_ axis: Centralization.Axis, of shape: [Int]) -> FanIn {
    switch axis {
    case .input: return self
    case .tensor: return FanIn(dims: Array(shape.indices), kind: kind)
    case .output:
      // The positions of a kernel are neither inputs nor outputs, and in both means.
      let positions = kind == .convolution ? Array(shape.indices.dropFirst(2)) : []
      let outputs = shape.indices.filter { !dims.contains($0) }
      return FanIn(dims: (outputs + positions).sorted(), groups: groups, kind: kind)
    }
  }
}
