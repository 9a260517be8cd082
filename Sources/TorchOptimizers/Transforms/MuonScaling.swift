public import Settings
public import Torch

extension MuonScaling: GradientTransform {
  /// `muon`; its memory is `muon.velocity` of matrices, and `muon.mean` and `muon.square` of all else.
  public var name: String { "muon" }
  /// The names after the dot.
  public var slots: [String] { ["velocity"] + adam.slots }

  /// The orthogonalized momentum of matrices, and Adam's step of all else.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    let isMatrix = context.parameters.map(Self.isMatrix)
    let matrices = context.part(updates.indices.filter { isMatrix[$0] })
    for (place, velocity) in zip(matrices.places, matrices.context.slot("velocity")) {
      velocity.average(updates[place], momentum)
      let step =
        isNesterov
        ? (updates[place] * (1 - momentum)).adding(velocity, alpha: momentum) : velocity
      updates[place] = orthogonalized(step)
    }
    matrices.context.finish()
    let others = context.part(updates.indices.filter { !isMatrix[$0] })
    var rest = others.places.map { updates[$0] }
    adam.transform(&rest, in: others.context)
    others.context.finish()
    for (place, update) in zip(others.places, rest) { updates[place] = update }
  }

  /// As before for a matrix, and not for what takes Adam's step.
  ///
  /// The momentum is a sum of updates, and what comes of it a polynomial in `XXᵀ` times `X`: `X·1 = 0` stays.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool {
    before && Self.isMatrix(parameter)
  }

  /// Whether a parameter is a matrix of output units and their inputs, two of each or more.
  static func isMatrix(_ parameter: Parameter) -> Bool {
    guard case .weight(let fanIn) = parameter.role else { return false }
    let shape = parameter.shape
    return shape.count > 1 && fanIn.dims == Array(1..<shape.count) && shape[0] > 1
      && fanIn.count(in: shape) > 1
  }

  /// `0.2·√(max(R, C))` times a matrix with the singular vectors of `update`, seen as `[R, C]`, and singular values of
  /// about 1.
  func orthogonalized(_ update: Tensor) -> Tensor {
    let matrix = update.flattened(from: 1)
    let (rows, columns) = (matrix.size(0), matrix.size(1))
    // The product of the shorter sides is the smaller one.
    let isTall = rows > columns
    var x = isTall ? matrix.transposed(0, 1) : matrix
    x = x / x.norm().clamped(1e-7...)
    let (a, b, c) = (3.4445, -4.7750, 2.0315)
    for _ in 0..<iterations {
      let gram = x.matmul(x.transposed(0, 1))
      x = (x * a) + (gram * b + gram.matmul(gram) * c).matmul(x)
    }
    let step = (isTall ? x.transposed(0, 1) : x) * (0.2 * Double(max(rows, columns)).squareRoot())
    return step.reshaped(update.shape)
  }
}
