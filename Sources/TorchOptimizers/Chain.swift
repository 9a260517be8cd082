import Torch

/// The links of one group, with the names that their slots are saved under.
struct Chain: Sendable {
  let links: [any GradientTransform]
  /// The links' names, numbered where one stands more than once.
  let names: [String]

  init(_ links: [any GradientTransform]) {
    self.links = links
    var seen: [String: Int] = [:]
    names = links.map { link in
      seen[link.name, default: 0] += 1
      let count = seen[link.name, default: 1]
      return count == 1 ? link.name : "\(link.name)\(count)"
    }
  }

  /// The names that the links' memory is saved under: `LINK.SLOT`.
  var slots: [String] {
    zip(links, names).flatMap { link, name in link.slots.map { "\(name).\($0)" } }
  }

  /// Those of them that are tensors.
  var tensorSlots: [String] { slots.filter { !$0.hasSuffix(OptimizerState.numberSuffix) } }

  private init(_ named: [(link: any GradientTransform, name: String)]) {
    (links, names) = (named.map(\.link), named.map(\.name))
  }

  /// What the links make of `updates`, which belong to the parameters `ready` of `state`.
  ///
  /// With `segments`, the one parameter is flat and all links can see that.
  func run(
    on updates: [Tensor], ready: [Int], in state: OptimizerState, centralizationFactor: Double,
    _ segments: FlatSegments? = nil
  ) -> [Tensor] {
    var updates = updates
    for (link, name) in zip(links, names) {
      let context = TransformContext(
        state, ready: ready, link: name, slots: link.slots,
        centralizationFactor: centralizationFactor)
      if let segments, let link = link as? any FlatTransform {
        link.transform(&updates[0], in: context, segments)
      } else {
        link.transform(&updates, in: context)
      }
      context.finish()
    }
    return updates
  }

  /// Whether each output unit's update of `parameter` has mean zero in every step.
  func hasZeroMean(for parameter: Parameter) -> Bool {
    links.reduce(false) { before, link in link.hasZeroMean(before, for: parameter) }
  }
}

extension Chain {
  /// The chain without the centralizations that act on the update: those behind a link that makes
  /// more of a gradient than adding decay or multiplying by a number.
  var withoutUpdateCentralization: Chain {
    var isUpdate = false
    var kept: [(link: any GradientTransform, name: String)] = []
    for (link, name) in zip(links, names) {
      if link is GradientCentralization {
        if isUpdate { continue }
      } else if !(link is WeightDecay || link is any UpdateScaling) {
        isUpdate = true
      }
      kept.append((link, name))
    }
    return Chain(kept)
  }

  var centralization: GradientCentralization? {
    links.lazy.compactMap { $0 as? GradientCentralization }.first
  }
}

extension Tensor {
  /// A gradient as the links take it: dense, and of half precision in float32.
  var asUpdate: Tensor {
    let dense = isSparse ? toDense() : self
    return dense.dtype.isHalf ? dense.to(.float32) : dense
  }
}
