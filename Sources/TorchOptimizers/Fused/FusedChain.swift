import Kernels
import Torch

/// A chain that the fused kernels can make in one pass: at most one centralization, at most one link
/// with memory, and decay anywhere.
struct FusedChain: Sendable {
  private(set) var settings = CTStepSettings()
  private(set) var centralization: GradientCentralization?
  /// Whether it stands behind the link with memory.
  private(set) var isOnUpdate = false
  /// The link with memory, and its slots as they are saved.
  private(set) var link: (any FusedLink)?
  private(set) var slots: [String] = []

  /// `nil` if the chain is none of these.
  init?(_ chain: Chain) {
    for (link, name) in zip(chain.links, chain.names) {
      switch link {
      case let decay as WeightDecay: add(decay)
      case let link as GradientCentralization:
        guard centralization == nil, link.isPlain else { return nil }
        (centralization, isOnUpdate) = (link, self.link != nil)
      default:
        guard self.link == nil, let link = link as? any FusedLink,
          let slots = link.fuse(into: &settings)
        else { return nil }
        self.link = link
        self.slots = slots.map { "\(name).\($0)" }
      }
    }
  }

  private mutating func add(_ decay: WeightDecay) {
    switch (link == nil, centralization != nil) {
    case (true, false): settings.decayBefore += decay.factor
    case (true, true): settings.decayAfter += decay.factor
    case (false, let isCentralized) where isCentralized && isOnUpdate:
      settings.decoupledAfter += decay.factor
    case (false, _): settings.decoupledBefore += decay.factor
    }
  }

  func settings(rate: Double, centralizationFactor: Double) -> CTStepSettings {
    var settings = settings
    settings.learningRate = rate
    let strength = (centralization?.strength ?? 0) * centralizationFactor
    settings.updateStrength = isOnUpdate ? strength : 0
    settings.gradientStrength = isOnUpdate ? 0 : strength
    return settings
  }

  /// The output units of `parameter`, or 0 where it is not centralized; `nil` if it is, and an output
  /// unit is not one stretch of memory.
  func rows(of parameter: Parameter) -> Int? {
    guard let fanIn = centralization?.fanIn(of: parameter) else { return 0 }
    let shape = parameter.shape
    if fanIn.dims == Array(1..<max(shape.count, 1)) { return shape[0] }
    return fanIn.dims == Array(shape.indices) && fanIn.groups == 1 ? 1 : nil
  }
}
