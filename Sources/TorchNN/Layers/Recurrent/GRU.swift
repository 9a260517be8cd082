public import Torch

/// Gated recurrent units over sequences `[T, N, I]`, of one or more layers.
///
/// For every entry `x` of a sequence, with the state `h` of the entry before:
///
///     r, z = σ(W_ih x + b_ih + W_hh h + b_hh)            each its own rows
///     n = tanh(W_in x + b_in + r (W_hn h + b_hn))        h ← (1 − z) n + z h
///
/// The rows of `weight_ih_l0` `[3H, I]` and `weight_hh_l0` `[3H, H]` are the gates `r, z, n` one
/// after another; each row is an output unit, which sums over dimension 1. Keys and initial numbers
/// are PyTorch's, as in ``LSTM``. As in PyTorch, and unlike in the paper, `r` is applied after the
/// product with `W_hn`.
///
/// Source: Cho et al., "Learning Phrase Representations using RNN Encoder–Decoder", EMNLP 2014,
/// https://arxiv.org/abs/1406.1078.
public final class GRU: Layer {
  private let stack: RecurrentStack

  /// Units with a state of `hidden` numbers per layer and direction.
  ///
  /// - Parameters:
  ///   - inputs: the size `I` of an entry.
  ///   - hidden: the size `H` of the state.
  ///   - layers: the number `L` of layers; each reads the outputs of the one before.
  ///   - bias: whether there are biases.
  ///   - batchFirst: whether sequences are `[N, T, I]`; states are not concerned.
  ///   - dropout: the probability with which an output between two layers is dropped in training.
  ///   - bidirectional: whether the sequence is read backwards too, `D` = 2.
  ///   - generator: where the initial weights come from, and the masks of `dropout`.
  public init(
    _ inputs: Int, _ hidden: Int, layers: Int = 1, bias: Bool = true, batchFirst: Bool = false,
    dropout: Double = 0, bidirectional: Bool = false, using generator: Generator
  ) {
    stack = RecurrentStack(
      gates: 3, inputs, hidden, layers: layers, bias: bias, batchFirst: batchFirst,
      dropout: dropout, bidirectional: bidirectional, using: generator)
  }

  /// The outputs `[T, N, D·H]` of the last layer, from a state of zeros.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    self(x, from: stack.initialState(for: x)).output
  }

  /// The outputs `[T, N, D·H]` of the last layer and the last state, from `state`; traps where its
  /// shape is not `[L·D, N, H]`.
  public func callAsFunction(_ x: Tensor, from state: Tensor) -> (output: Tensor, state: Tensor) {
    let (output, states) = stack(x, from: [state]) { x, span in
      let result = x.gru(
        hidden: span.states[0], weights: span.weights, hasBiases: stack.hasBiases,
        layers: span.layers, bidirectional: stack.isBidirectional, batchFirst: stack.isBatchFirst)
      return (result.output, [result.hidden])
    }
    return (output, states[0])
  }
}

extension GRU: CustomReflectable {
  /// The parameters under PyTorch's keys.
  public var customMirror: Mirror { stack.mirror(of: self) }
}
