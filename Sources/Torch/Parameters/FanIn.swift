/// Which elements of a weight an output unit sums over: the fact that everything here reads.
///
/// Gradient centralization, weight standardization, initialization and the count of freedom all
/// need to know a weight's inputs per output unit. A shape does not tell: a transposed convolution
/// stores its inputs first, a position embedding has no inputs at all. So the layer that makes a
/// weight says it.
public struct FanIn: Hashable, Sendable {
  /// What the weight does with its inputs.
  public enum Kind: String, Hashable, Sendable {
    /// A matrix product.
    case linear
    /// A convolution over one or more spatial dimensions, transposed or not.
    case convolution
  }

  /// The dimensions an output unit sums over, ascending.
  public let dims: [Int]

  /// The number of groups of channels that do not see each other.
  ///
  /// Where dimension 0 is among ``dims``, as in a transposed convolution, it is split into this
  /// many equal parts, and an output unit sums within its own part.
  public let groups: Int

  /// What the weight does with its inputs.
  public let kind: Kind

  /// A fan-in over `dims`, in `groups` groups.
  public init(dims: [Int], groups: Int = 1, kind: Kind) {
    expect(groups >= 1, "groups: expected at least 1, found \(groups)")
    expect(!dims.isEmpty, "dims: expected at least one, found none")
    expect(dims == dims.sorted(), "dims: expected ascending, found \(dims)")
    (self.dims, self.groups, self.kind) = (dims, groups, kind)
  }

  /// The fan-in of a weight `[out, in]`.
  public static let linear = FanIn(dims: [1], kind: .linear)

  /// The fan-in of a weight `[out, in₁, in₂]`: a unit sums over all pairs of inputs.
  public static let bilinear = FanIn(dims: [1, 2], kind: .linear)

  /// The fan-in of a convolution's weight `[out, in/groups, k…]`.
  public static func convolution(spatialDims: Int, groups: Int = 1) -> FanIn {
    FanIn(dims: Array(1...(spatialDims + 1)), groups: groups, kind: .convolution)
  }

  /// The fan-in of a transposed convolution's weight `[in, out/groups, k…]`: the inputs come first.
  public static func transposedConvolution(spatialDims: Int, groups: Int = 1) -> FanIn {
    FanIn(dims: [0] + Array(2...(spatialDims + 1)), groups: groups, kind: .convolution)
  }

  /// Whether dimension 0 holds the groups' inputs and must be split before summing.
  public var splitsFirstDim: Bool { groups > 1 && dims.first == 0 }

  /// The number of inputs of one output unit of a weight of `shape`.
  ///
  /// Traps if the shape lacks one of ``dims``.
  public func count(in shape: [Int]) -> Int {
    expect(
      dims.allSatisfy(shape.indices.contains),
      "a fan-in over dims \(dims) does not fit a weight of shape \(shape): "
        + "a flattened shard has no output units")
    return dims.map { shape[$0] }.reduce(1, *) / (splitsFirstDim ? groups : 1)
  }

  /// The mean of `weight` over each output unit's inputs, in a shape that broadcasts against
  /// ``grouped(_:)`` of it.
  func mean(of weight: Tensor) -> Tensor {
    let view = grouped(weight)
    return view.mean(splitsFirstDim ? dims.map { $0 + 1 } : dims, keepDims: true)
  }

  /// `weight` with dimension 0 split into groups where the inputs lie there, else unchanged.
  func grouped(_ weight: Tensor) -> Tensor {
    splitsFirstDim ? weight.unflattened(0, into: [groups, weight.size(0) / groups]) : weight
  }
}

extension Tensor {
  /// `self − strength·mean`, the mean taken over each output unit's inputs.
  ///
  /// With a strength of 1 it is the paper's `Φ`, a projection; the strength is in [0, 1].
  ///
  /// Half-precision numbers are centralized in float32 and rounded once. Anything that is not
  /// finite spreads over its output unit: check before. The mean of complex numbers is complex.
  ///
  /// Source: Yong et al., "Gradient Centralization", ECCV 2020, equation 1,
  /// https://arxiv.org/abs/2004.01461.
  public func centralized(over fanIn: FanIn, strength: Double = 1) -> Tensor {
    let wide = dtype.isHalf ? to(.float32) : self
    let centered = fanIn.grouped(wide).adding(fanIn.mean(of: wide), alpha: -strength)
    return (fanIn.splitsFirstDim ? centered.flattened(from: 0, to: 1) : centered).to(dtype)
  }

  /// The mean over each output unit's inputs, in a shape that broadcasts against the weight, or,
  /// where dimension 0 holds the inputs of several groups, against its groups.
  public func meansOverInputs(_ fanIn: FanIn) -> Tensor { fanIn.mean(of: self) }
}
