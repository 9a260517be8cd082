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
        guard centralization == nil, link.canBeFused else { return nil }
        (centralization, isOnUpdate) = (link, self.link != nil)
      default:
        guard self.link == nil, let link = link as? any FusedLink,
          let slots = link.fuse(into: &settings)
        else { return nil }
        self.link = link
        self.slots = slots.map { "\(name).\($0)" }
        if let moment = link as? MomentCentralization {
          guard centralization == nil else { return nil }
          centralization = moment.centralization
        }
      }
    }
    if centralization?.isScaled == true {
      settings.leastDeviation = GradientCentralization.leastDeviation
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

  /// How many stretches of memory of `parameter` have a mean taken off each, or 0 where it is not centralized; `nil`
  /// if it is, and what a mean is taken over is not one stretch.
  func rows(of parameter: Parameter) -> Int? {
    let shape = parameter.shape
    guard let centralization, let fanIn = centralization.fanIn(of: parameter),
      let elements = centralization.elements(fanIn, of: shape)
    else { return 0 }
    if elements.dims == Array(1..<max(shape.count, 1)) { return shape[0] }
    let isWhole = elements.dims == Array(shape.indices) && elements.groups == 1
    return isWhole && parameter.count <= Self.mostInOneRow ? 1 : nil
  }

  /// A row is one thread's, which may keep it for a second pass: a longer one is left to operators on all threads.
  static let mostInOneRow = 1 << 22
}
