import Torch
import TorchNN

/// Says of each place of a sequence which digit belongs there: int64 `[N, T]` to logits `[N, T, digits]`.
final class Transformer: Layer {
  let embedding: Embedding
  let positions: PositionEmbedding
  let blocks: [Block]
  let norm: LayerNorm
  let head: Linear

  init(digits: Int, length: Int, size: Int, heads: Int, blocks: Int, using generator: Generator) {
    embedding = Embedding(digits, size, using: generator)
    positions = PositionEmbedding(length, size, deviation: 1, using: generator)
    self.blocks = (0..<blocks).map { _ in Block(size, heads: heads, using: generator) }
    norm = LayerNorm([size])
    head = Linear(size, digits, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    head(norm(blocks.reduce(positions(embedding(x))) { $1($0) }))
  }
}

/// Attention, and a perceptron for each place, both beside what they are given.
final class Block: Layer {
  let norm1: LayerNorm
  let attention: MultiheadAttention
  let norm2: LayerNorm
  let linear1: Linear
  let linear2: Linear

  init(_ size: Int, heads: Int, using generator: Generator) {
    norm1 = LayerNorm([size])
    attention = MultiheadAttention(size, heads: heads, batchFirst: true, using: generator)
    norm2 = LayerNorm([size])
    linear1 = Linear(size, 4 * size, using: generator)
    linear2 = Linear(4 * size, size, using: generator)
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let seen = x + attention(norm1(x))
    return seen + linear2(linear1(norm2(seen)).gelu())
  }
}
