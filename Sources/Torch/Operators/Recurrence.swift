private enum Ops {
  static let lstm = Operator("aten::lstm", overload: "input")
  static let gru = Operator("aten::gru", overload: "input")
}

// Sequences are `[T, N, I]`, or `[N, T, I]` with `batchFirst`; states are `[L·D, N, H]` with
// `D` = 2 for both directions, else 1. For each layer and direction, `weights` holds an input
// weight `[G·H, I]`, a hidden weight `[G·H, H]` and, with biases, two of `[G·H]`. Asked to train,
// libtorch keeps what a backward pass needs; it drops nothing here.
extension Tensor {
  /// A long short-term memory, `G` = 4: its outputs `[T, N, D·H]` and its last two states.
  public func lstm(
    hidden: Tensor, cell: Tensor, weights: [Tensor], hasBiases: Bool, layers: Int,
    bidirectional: Bool, batchFirst: Bool
  ) -> (output: Tensor, hidden: Tensor, cell: Tensor) {
    let results = Ops.lstm.results(
      3, self, TensorList([hidden, cell]), TensorList(weights), hasBiases, layers, 0.0, true,
      bidirectional, batchFirst)
    return (results[0], results[1], results[2])
  }

  /// A gated recurrent unit, `G` = 3: its outputs `[T, N, D·H]` and its last state.
  public func gru(
    hidden: Tensor, weights: [Tensor], hasBiases: Bool, layers: Int, bidirectional: Bool,
    batchFirst: Bool
  ) -> (output: Tensor, hidden: Tensor) {
    let results = Ops.gru.results(
      2, self, hidden, TensorList(weights), hasBiases, layers, 0.0, true, bidirectional, batchFirst)
    return (results[0], results[1])
  }
}
