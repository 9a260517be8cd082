public import Torch

/// A long short-term memory over sequences `[T, N, I]`, of one or more layers.
///
/// For every entry `x` of a sequence, with the state `h`, `c` of the entry before:
///
///     i, f, o = σ(W_ih x + b_ih + W_hh h + b_hh)    g = tanh(…)    each its own rows
///     c ← f c + i g                                 h ← o tanh(c)
///
/// The rows of `weight_ih_l0` `[4H, I]` and `weight_hh_l0` `[4H, H]` are the gates `i, f, g, o` one
/// after another; each row is an output unit, which sums over dimension 1. Biases are `bias_ih_l0`
/// and `bias_hh_l0`, `[4H]`; a further layer is `l1`, and the other direction has the suffix
/// `_reverse`. The keys are PyTorch's, and so are the initial numbers: uniform in `±√(1 / H)`.
///
/// Source: Hochreiter and Schmidhuber, "Long Short-Term Memory", Neural Computation 9(8), 1997,
/// https://doi.org/10.1162/neco.1997.9.8.1735.
public final class LSTM: Layer {
  /// What is carried from one entry to the next.
  public struct State {
    /// `h`, `[L·D, N, H]`.
    public let hidden: Tensor
    /// `c`, `[L·D, N, H]`.
    public let cell: Tensor

    /// The state `h`, `c`.
    public init(hidden: Tensor, cell: Tensor) { (self.hidden, self.cell) = (hidden, cell) }
  }

  private let stack: RecurrentStack

  /// A memory of `hidden` numbers per layer and direction.
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
      gates: 4, inputs, hidden, layers: layers, bias: bias, batchFirst: batchFirst,
      dropout: dropout, bidirectional: bidirectional, using: generator)
  }

  /// The outputs `[T, N, D·H]` of the last layer, from a state of zeros.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    let zeros = stack.initialState(for: x)
    return self(x, from: State(hidden: zeros, cell: zeros)).output
  }

  /// The outputs `[T, N, D·H]` of the last layer and the last state, from `state`; traps where its
  /// shapes are not `[L·D, N, H]`.
  public func callAsFunction(_ x: Tensor, from state: State) -> (output: Tensor, state: State) {
    let (output, states) = stack(x, from: [state.hidden, state.cell]) { x, span in
      let result = x.lstm(
        hidden: span.states[0], cell: span.states[1], weights: span.weights,
        hasBiases: stack.hasBiases, layers: span.layers, bidirectional: stack.isBidirectional,
        batchFirst: stack.isBatchFirst)
      return (result.output, [result.hidden, result.cell])
    }
    return (output, State(hidden: states[0], cell: states[1]))
  }
}

extension LSTM: CustomReflectable {
  /// The parameters under PyTorch's keys.
  public var customMirror: Mirror { stack.mirror(of: self) }
}
