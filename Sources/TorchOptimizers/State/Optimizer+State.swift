import Files
public import Torch

extension Optimizer {
  /// Everything that the next steps depend on, by parameter name.
  ///
  /// Step counts are called `steps/NAME`, the links' memory `LINK.SLOT/NAME`, and `preceding.` comes
  /// before those of the links that see all groups. The learning rates and the factors are not in it.
  public var state: [(name: String, tensor: Tensor)] {
    let common = stage.chain.links.isEmpty ? [] : whole.entries
    return parts.flatMap(\.state.entries) + common.map { ("preceding.\($0.name)", $0.tensor) }
  }

  /// Takes back what ``state`` gave, on an optimizer of the same parameters and chains.
  ///
  /// The next step is then bit for bit the one that the saved optimizer would have made. All or
  /// nothing: when an entry does not fit, nothing is changed.
  public func restore(_ entries: [String: Tensor]) throws(OptimizerStateError) {
    var places: [(OptimizerState.Place, Tensor)] = []
    for (key, tensor) in entries.sorted(by: { $0.key < $1.key }) {
      guard let place = place(of: key, for: tensor) else {
        throw .unfit(key: key, shape: tensor.shape)
      }
      places.append((place, tensor))
    }
    for state in parts.map(\.state) + [whole] { state.clear() }
    for (place, tensor) in places { place.restore(tensor) }
    fused.invalidate()
    onDevice.invalidate()
  }

  /// Where a saved tensor belongs; `nil` if no parameter and no link here has such a one.
  private func place(of key: String, for tensor: Tensor) -> OptimizerState.Place? {
    let isPreceding = key.hasPrefix("preceding.")
    let path = isPreceding ? String(key.dropFirst("preceding.".count)) : key
    let candidates = isPreceding ? [(whole, stage.chain.slots)] : parts.map { ($0.state, $0.slots) }
    for (state, slots) in candidates {
      if let place = state.place(of: path, for: tensor, slots: slots) { return place }
    }
    return nil
  }
}

/// Why saved state does not fit an optimizer.
public enum OptimizerStateError: Error, Equatable, CustomStringConvertible {
  /// No parameter of this name and shape, or no link with such a memory, is here; or its elements are no
  /// floating-point numbers.
  case unfit(key: String, shape: [Int])

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .unfit(let key, let shape):
      "the saved optimizer state \(key.shown) of shape \(shape) belongs to no parameter of this model, "
        + "or to another optimizer"
    }
  }
}
