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

  /// What the links make of `updates`, which belong to the parameters `ready` of `state`.
  ///
  /// `observe` sees what goes into each link and what comes out.
  func run(
    on updates: [Tensor], ready: [Int], in state: OptimizerState, centralizationFactor: Double,
    observe: (_ link: Int, _ before: [Tensor], _ after: [Tensor]) -> Void = { _, _, _ in }
  ) -> [Tensor] {
    var updates = updates
    for (index, link) in links.enumerated() {
      let before = updates
      let context = TransformContext(
        state, ready: ready, link: names[index], centralizationFactor: centralizationFactor)
      link.transform(&updates, in: context)
      context.finish()
      observe(index, before, updates)
    }
    return updates
  }

  /// Whether each output unit's update of `parameter` has mean zero in every step.
  func hasZeroMean(for parameter: Parameter) -> Bool {
    links.reduce(false) { before, link in link.hasZeroMean(before, for: parameter) }
  }
}

extension Tensor {
  /// A gradient as the links take it: dense, and of half precision in float32.
  var asUpdate: Tensor {
    let dense = isSparse ? toDense() : self
    return dense.dtype.isHalf ? dense.to(.float32) : dense
  }
}
