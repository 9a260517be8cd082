extension ColorJitter {
  /// One change of an image.
  enum Change: Equatable {
    case brightness(Double)
    case contrast(Double)
    case saturation(Double)
    case hue(Double)
  }

  /// The changes that the numbers of `random` choose, in their order.
  func changes(using random: inout SplitMix64) -> [Change] {
    // All are drawn in any case, so that switching one on leaves the others as they are.
    let order = random.permutation(4)
    let factors = [brightness, contrast, saturation].map {
      random.uniform(in: max(0, 1 - $0)...1 + $0)
    }
    let shift = random.uniform(in: -hue...hue)
    return order.compactMap { kind in
      switch kind {
      case 0: brightness > 0 ? .brightness(factors[0]) : nil
      case 1: contrast > 0 ? .contrast(factors[1]) : nil
      case 2: saturation > 0 ? .saturation(factors[2]) : nil
      default: hue > 0 ? .hue(shift) : nil
      }
    }
  }
}
