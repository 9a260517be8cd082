public import Torch

/// Attention of several heads: each entry of a sequence takes a mean of another's values.
///
///     head = softmax(q kᵀ / √d + mask) v        with d = E / heads
///
/// where `q`, `k` and `v` are linear in queries, keys and values; the heads side by side go through
/// a last linear layer. State-dict keys and initial numbers are PyTorch's: projections are Xavier
/// uniform, the last one is as in ``Linear``, biases are zero.
///
/// Source: Vaswani et al., "Attention Is All You Need", NeurIPS 2017, section 3.2,
/// https://arxiv.org/abs/1706.03762.
public final class MultiheadAttention: Layer {
  /// `[3E, E]`: the rows of `q`, `k` and `v` one after another, each an output unit that sums over
  /// dimension 1; `nil` where keys or values have another size.
  public let inProjWeight: Parameter?
  /// `[E, E]`, else `nil`.
  public let qProjWeight: Parameter?
  /// `[E, K]`, else `nil`.
  public let kProjWeight: Parameter?
  /// `[E, V]`, else `nil`.
  public let vProjWeight: Parameter?
  /// `[3E]`.
  public let inProjBias: Parameter?
  /// `[…, E]` to `[…, E]`.
  public let outProj: Linear
  private let dropout: Dropout?
  private let heads: Int
  private let isBatchFirst: Bool

  /// Attention in `heads` heads, which must divide `size`.
  ///
  /// - Parameters:
  ///   - size: the size `E` of queries and outputs.
  ///   - heads: the number of heads.
  ///   - keySize: the size `K` of keys, `E` when left out.
  ///   - valueSize: the size `V` of values, `E` when left out.
  ///   - dropout: the probability with which an entry is not seen while training.
  ///   - bias: whether the projections have biases.
  ///   - batchFirst: whether sequences are `[N, T, E]` rather than `[T, N, E]`.
  ///   - generator: where the initial weights come from, and the masks of `dropout`.
  public init(
    _ size: Int, heads: Int, keySize: Int? = nil, valueSize: Int? = nil, dropout: Double = 0,
    bias: Bool = true, batchFirst: Bool = false, using generator: Generator
  ) {
    expect(
      heads >= 1 && size % heads == 0, "heads must divide \(size) numbers, found \(heads)")
    func projection(_ shape: [Int]) -> Parameter {
      Parameter(Initialization.xavierUniform(shape, using: generator), .weight(.linear))
    }
    let (keySize, valueSize) = (keySize ?? size, valueSize ?? size)
    let isFused = keySize == size && valueSize == size
    inProjWeight = isFused ? projection([3 * size, size]) : nil
    qProjWeight = isFused ? nil : projection([size, size])
    kProjWeight = isFused ? nil : projection([size, keySize])
    vProjWeight = isFused ? nil : projection([size, valueSize])
    inProjBias = bias ? Parameter(.zeros([3 * size], device: generator.device), .bias) : nil
    outProj = Linear(size, size, bias: bias, using: generator)
    outProj.bias?.load(.zeros([size], device: generator.device))
    self.dropout = dropout == 0 ? nil : Dropout(dropout, using: generator)
    (self.heads, isBatchFirst) = (heads, batchFirst)
  }

  /// A sequence `[T, N, E]` that attends to itself: `[T, N, E]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { self(x, x, x) }

  /// Queries `[T, N, E]` that attend to keys `[S, N, K]` and their values `[S, N, V]`: `[T, N, E]`.
  ///
  /// - Parameters:
  ///   - queries: the entries that look.
  ///   - keys: what they look at.
  ///   - values: what they take.
  ///   - mask: numbers added to the products of queries and keys, −∞ where there is nothing to see;
  ///     of a shape that broadcasts against `[N, heads, T, S]`. Traps where they are not floating.
  ///   - isCausal: whether an entry sees only those before it and itself; traps next to a mask.
  /// - Returns: for every query, the mean of the values that it attends to, projected.
  public func callAsFunction(
    _ queries: Tensor, _ keys: Tensor, _ values: Tensor, mask: Tensor? = nil, isCausal: Bool = false
  ) -> Tensor {
    expect(mask == nil || !isCausal, "a mask or isCausal: expected one, found both")
    expect(
      mask?.dtype.isFloatingPoint ?? true, "mask: expected numbers to add, of a floating type")
    let parts = projections(queries, keys, values).map { part in
      // [N, heads, T, d]
      (isBatchFirst ? part : part.transposed(0, 1))
        .unflattened(2, into: [heads, part.size(2) / heads]).transposed(1, 2)
    }
    let output = attention(parts[0], parts[1], parts[2], mask, isCausal)
      .transposed(1, 2).flattened(from: 2)
    return outProj(isBatchFirst ? output : output.transposed(0, 1))
  }

  /// The projections of queries, keys and values; in one product where they are the same sequence.
  private func projections(_ queries: Tensor, _ keys: Tensor, _ values: Tensor) -> [Tensor] {
    let size = outProj.weight.size(1)
    if let inProjWeight, queries === keys, keys === values {
      return queries.linear(inProjWeight, inProjBias).split(size, dim: 2)
    }
    let weights =
      inProjWeight?.split(size) ?? [qProjWeight, kProjWeight, vProjWeight].compactMap { $0 }
    let biases = inProjBias?.split(size)
    return [queries, keys, values].enumerated().map { $1.linear(weights[$0], biases?[$0]) }
  }

  /// libtorch's attention, unless entries are dropped: its own dropout draws from a hidden generator.
  private func attention(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, _ mask: Tensor?, _ isCausal: Bool
  ) -> Tensor {
    guard let dropout, dropout.isTraining else {
      return q.attention(keys: k, values: v, mask: mask, isCausal: isCausal)
    }
    var scores = q.matmul(k.transposed(2, 3)) / Double(q.size(3)).squareRoot()
    if let mask { scores = scores + mask }
    if isCausal {
      let unseen = Tensor.full(
        [q.size(2), k.size(2)], -.infinity, dtype: q.dtype, device: q.device)
      scores = scores + unseen.upperTriangle(1)
    }
    return dropout(scores.softmax(3)).matmul(v)
  }
}
