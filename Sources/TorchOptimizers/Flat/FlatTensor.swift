import Torch

/// A flat tensor, and a view of it for each parameter.
struct FlatTensor {
  let whole: Tensor
  let views: [Tensor]
  private let alike: [Int]
  private let others: [Int]

  /// A tensor `[layout.count]`.
  init(_ whole: Tensor, _ layout: FlatLayout) {
    self.whole = whole
    views = layout.places.map { whole.view($0.shape, strides: $0.strides, offset: $0.offset) }
    alike = layout.places.indices.filter { layout.places[$0].isAlike }
    others = layout.places.indices.filter { !layout.places[$0].isAlike }
  }

  /// Takes the elements of each parameter from a tensor of its own.
  func gather(_ tensors: [Tensor]) {
    each(tensors) { Foreach.copy(to: $0, from: $1) }
  }

  /// Adds `alpha` times the elements to tensors of their own, one for each parameter.
  func add(to tensors: [Tensor], alpha: Double) {
    each(tensors) { Foreach.add($1, $0, alpha: alpha) }
  }

  /// What lies otherwise than in the flat tensor stands apart: for tensors that all lie alike, libtorch has one kernel.
  private func each(_ tensors: [Tensor], _ body: ([Tensor], [Tensor]) -> Void) {
    for indices in [alike, others] where !indices.isEmpty {
      body(indices.map { views[$0] }, indices.map { tensors[$0] })
    }
  }
}
