import TestSupport
import Testing

@testable import Torch
@testable import TorchOptimizers

/// The same parameters twice: the fused kernels train the one half, the chains the other.
struct FusedTwins {
  /// How weights and gradients lie in memory.
  enum Layout: CaseIterable, Sendable { case contiguous, channelsLast, unaligned }

  let fused: [Named<Parameter>]
  let chained: [Named<Parameter>]
  let layout: Layout

  /// Odd lengths around the widths of vectors and the limits of the kernels, and nothing at all.
  static let shapes: [(shape: [Int], role: Parameter.Role)] = [
    ([3, 7], .weight(.linear)), ([5, 33], .weight(.linear)), ([2, 65], .weight(.linear)),
    ([1, 129], .weight(.linear)), ([9, 64], .weight(.linear)), ([16, 2], .weight(.linear)),
    ([2, 4099], .weight(.linear)), ([70, 31], .weight(.linear)), ([1, 1], .weight(.linear)),
    ([4, 3, 3, 3], .weight(.convolution(spatialDims: 2))),
    ([5, 1, 3, 3], .weight(.convolution(spatialDims: 2, groups: 5))),
    ([1, 4, 5, 5], .weight(.convolution(spatialDims: 2))),
    ([4, 3, 2, 2], .weight(.transposedConvolution(spatialDims: 2, groups: 2))),
    ([5, 1, 1, 1], .weight(.convolution(spatialDims: 2, groups: 5))),
    ([13], .bias), ([1], .gain), ([], .gain), ([0], .bias), ([0, 5], .weight(.linear)),
    ([3, 0], .weight(.linear)), ([6, 5], .embedding),
  ]

  init(_ dtype: DType, _ layout: Layout = .contiguous, _ shapes: [([Int], Parameter.Role)] = shapes)
  {
    self.layout = layout
    let generator = Generator(seed: 3)
    let values = shapes.map {
      Tensor.normal($0.0, mean: 0.3, dtype: .float64, using: generator).to(dtype)
    }
    (fused, chained) = (
      Self.parameters(values, shapes, layout), Self.parameters(values, shapes, layout)
    )
  }

  private static func parameters(
    _ values: [Tensor], _ shapes: [([Int], Parameter.Role)], _ layout: Layout
  ) -> [Named<Parameter>] {
    zip(values, shapes).enumerated().map { index, pair in
      let parameter = Parameter(pair.0, pair.1.1)
      if layout == .channelsLast { parameter.move(memoryFormat: .channelsLast) }
      if layout == .unaligned {
        withoutGrad { parameter.setData(unaligned(pair.0)) }
      }
      return Named("p\(index)", parameter)
    }
  }

  /// The same elements one element beyond the start of their memory.
  private static func unaligned(_ tensor: Tensor) -> Tensor {
    let flat = tensor.reshaped([tensor.count])
    return Tensor.concatenated([Tensor.zeros([1], dtype: tensor.dtype), flat])
      .narrowed(0, from: 1, count: tensor.count).reshaped(tensor.shape)
  }

  /// Gives each pair of twins the same gradient, which `change` may have made another layout of.
  func drawGradients(_ seed: UInt64, _ change: (Tensor) -> Tensor = { $0 }) {
    let generator = Generator(seed: seed)
    for (a, b) in zip(fused, chained) {
      let drawn = Tensor.normal(a.value.shape, mean: 0.3, dtype: .float64, using: generator)
        .to(a.value.dtype)
      for parameter in [a.value, b.value] {
        let own = layout == .unaligned ? Self.unaligned(drawn) : drawn.clone()
        parameter.grad = change(
          layout == .channelsLast && drawn.rank == 4 ? own.contiguous(.channelsLast) : own)
      }
    }
  }

  /// Expects the fused steps of both, by one thread and by two, to give the same bits.
  ///
  /// The number of threads is the whole process's: for exit tests.
  func expectSameBitsOfThreads(
    _ comment: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ group: ([Named<Parameter>]) -> Optimizer.Group
  ) {
    let (one, two) = (Optimizer([group(fused)]), Optimizer([group(chained)]))
    drawGradients(1)
    for _ in 1...2 {
      Runtime.threads = 1
      one.step()
      Runtime.threads = 2
      two.step()
    }
    #expect(one.chainedCount == 0 && two.chainedCount == 0, sourceLocation: sourceLocation)
    for (a, b) in zip(fused, chained) {
      #expect(a.value.isEqual(to: b.value), "\(comment)", sourceLocation: sourceLocation)
    }
  }

  /// Expects weights and memory to be the same to rounding.
  ///
  /// Where a sign or a division hangs on a rounding, an element in a thousand may differ.
  func expectEqual(
    _ fused: Optimizer, _ chained: Optimizer, _ comment: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let ours = self.fused.map { ($0.name, $0.value as Tensor) } + fused.state
    let theirs = self.chained.map { ($0.name, $0.value as Tensor) } + chained.state
    #expect(ours.map(\.0) == theirs.map(\.0), "\(comment)", sourceLocation: sourceLocation)
    var (all, different) = (0, 0)
    for ((name, a), (_, b)) in zip(ours, theirs) where a.dtype.isFloatingPoint && a.count > 0 {
      // One unit in the last place; weights are about 1 and may have come close to 0.
      let limit = a.dtype == .float32 ? 1e-6 : a.dtype == .bfloat16 ? 1.0 / 128 : 1.0 / 1024
      let (off, unequal) = withoutGrad {
        let (found, expected) = (a.to(.float64), b.to(.float64))
        let scale = Swift.max(expected.abs().max().item, name.contains("/") ? 0 : 1)
        let excess = ((found - expected).abs() - limit * scale).sign()
        return (
          found.isFinite ? (excess + excess.abs()).sum().intItem / 2 : a.count,
          a.count - (found .== expected).sum().intItem
        )
      }
      different += unequal
      all += a.count
      #expect(
        1000 * off <= a.count, "\(comment): \(off) elements of \(name)",
        sourceLocation: sourceLocation)
    }
    let isHalf = self.fused.first?.value.dtype.isHalf == true
    #expect(!isHalf || 100 * different <= all, "\(comment)", sourceLocation: sourceLocation)
  }
}

extension Optimizer {
  /// How many of its parameters the last step left to the chains.
  var chainedCount: Int { parts.indices.map { fused.remaining(of: $0).count }.reduce(0, +) }
}
