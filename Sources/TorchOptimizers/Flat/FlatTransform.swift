import Torch

/// A link that makes each element's update of that element alone, whatever parameter it belongs to: of its gradient,
/// its weight, its memory and the count of its steps.
///
/// On a device such links see all parameters as one flat tensor, so that a step takes few operators however many
/// layers there are. A link of which that is not true must not say it.
public protocol ElementwiseTransform: GradientTransform {}

/// A link that looks at output units or parameters, and finds them in a flat tensor.
protocol FlatTransform: GradientTransform {
  /// Replaces an update of many parameters, which lie in `segments`.
  func transform(_ update: inout Tensor, in context: TransformContext, _ segments: FlatSegments)
}

extension WeightDecay: ElementwiseTransform {}
extension Momentum: ElementwiseTransform {}
extension AdamScaling: ElementwiseTransform {}
extension AdagradScaling: ElementwiseTransform {}
extension RMSpropScaling: ElementwiseTransform {}
extension AdadeltaScaling: ElementwiseTransform {}
extension NAdamScaling: ElementwiseTransform {}
extension RAdamScaling: ElementwiseTransform {}
extension AdaBeliefScaling: ElementwiseTransform {}
extension LionSign: ElementwiseTransform {}

extension GradientCentralization: FlatTransform {
  func transform(_ update: inout Tensor, in context: TransformContext, _ segments: FlatSegments) {
    let strength = strength * context.centralizationFactor
    if strength > 0 { update = segments.centralized(update, strength: strength) }
  }
}

extension TrustRatio: FlatTransform {
  func transform(_ update: inout Tensor, in context: TransformContext, _ segments: FlatSegments) {
    update = segments.scaled(update, beside: context.parameters[0], by: Self.ratios)
  }
}

extension Chain {
  /// Whether all links can see many parameters as one flat tensor.
  var isFlat: Bool {
    links.allSatisfy { $0 is any ElementwiseTransform || $0 is any FlatTransform }
      && centralizations.allSatisfy(\.isPlain)
      && Set(centralizations.map(\.scopeAndSize)).count <= 1
  }

  var centralizations: [GradientCentralization] {
    links.compactMap { $0 as? GradientCentralization }
  }
}

extension GradientCentralization {
  /// What decides which parameters are centralized.
  fileprivate var scopeAndSize: [Int] {
    [
      scope == .all ? 0 : scope == .convolutions ? 1 : 2, fanIn == .layer ? 0 : 1, minimumFanIn,
    ]
  }
}
