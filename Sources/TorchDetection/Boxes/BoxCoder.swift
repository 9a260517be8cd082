public import Torch

/// Boxes as what a network says of them: how far a box lies from another one, in that one's sides.
///
/// With centers x, y, width w and height h, and those of the reference in capitals: `(x − X)/W`, `(y − Y)/H`,
/// `log(w/W)`, `log(h/H)`, each times its weight. Source: Girshick et al., "Rich feature hierarchies for accurate
/// object detection", CVPR 2014, appendix C, https://arxiv.org/abs/1311.2524.
public struct BoxCoder: Hashable, Sendable {
  /// The factors of the four numbers.
  public let weights: [Double]
  /// How boxes are measured.
  public let geometry: BoxGeometry
  /// Whether boxes may become only so much smaller, as well as larger.
  public let limitsShrinking: Bool

  /// The logarithm of the most that a side of the reference is multiplied by.
  public static let limit = 4.135166556742356  // log(1000 / 16)

  /// A coder with four `weights`.
  public init(
    weights: [Double] = [1, 1, 1, 1], _ geometry: BoxGeometry = BoxGeometry(),
    limitsShrinking: Bool = false
  ) {
    precondition(weights.count == 4, "weights: expected 4, found \(weights.count)")
    (self.weights, self.geometry, self.limitsShrinking) = (weights, geometry, limitsShrinking)
  }

  /// What is to be said of `boxes` `[N, 4]` for the references `[N, 4]`: `[N, 4]`.
  public func encoded(_ boxes: Tensor, for references: Tensor) -> Tensor {
    let (own, other) = (geometry.centers(boxes), geometry.centers(references))
    let (side, reference) = (geometry.sides(boxes), geometry.sides(references))
    return .stacked(
      [
        weights[0] * (own.x - other.x) / reference.width,
        weights[1] * (own.y - other.y) / reference.height,
        weights[2] * (side.width / reference.width).log(),
        weights[3] * (side.height / reference.height).log(),
      ], dim: 1)
  }

  /// The boxes `[N, C, 4]` of which `codes` `[N, 4·C]` say where they lie from the references `[N, 4]`.
  public func decoded(_ codes: Tensor, for references: Tensor) -> Tensor {
    let codes = codes.reshaped([references.size(0), codes.size(1) / 4, 4])
    func code(_ index: Int) -> Tensor { codes.select(2, index) / weights[index] }
    func factor(_ index: Int) -> Tensor {
      let code = code(index)
      return
        (limitsShrinking ? code.clamped(-Self.limit...Self.limit) : code.clamped(...Self.limit))
        .exp()
    }
    func column(_ tensor: Tensor) -> Tensor { tensor.reshaped([-1, 1]) }
    let (side, center) = (geometry.sides(references), geometry.centers(references))
    let x = code(0) * column(side.width) + column(center.x)
    let y = code(1) * column(side.height) + column(center.y)
    func half(_ side: Tensor) -> Tensor {
      geometry.extent == 0 ? side * 0.5 : (side - geometry.extent) * 0.5
    }
    let halfWidth = half(factor(2) * column(side.width))
    let halfHeight = half(factor(3) * column(side.height))
    return .stacked([x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight], dim: 2)
  }
}
