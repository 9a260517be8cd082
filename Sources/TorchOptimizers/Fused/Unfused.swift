package import Torch

/// A link that does what another does and that the fused kernels do not know: its chain makes the step, for tests and
/// benchmarks of the two beside each other.
package struct Unfused: GradientTransform {
  private let link: any GradientTransform

  /// `link`, which the kernels no longer know.
  package init(_ link: any GradientTransform) { self.link = link }

  package var name: String { link.name }
  package var slots: [String] { link.slots }

  package func transform(_ updates: inout [Tensor], in context: TransformContext) {
    link.transform(&updates, in: context)
  }

  package func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool {
    link.hasZeroMean(before, for: parameter)
  }
}
