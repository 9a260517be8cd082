import Torch

/// What recurrent layers share: their sizes, their parameters and how layers follow each other.
struct RecurrentStack {
  /// One call of libtorch's operator: the layers that it runs.
  struct Span {
    let layers: Int
    /// In libtorch's order.
    let weights: [Tensor]
    /// Each `[layers·D, N, H]`.
    let states: [Tensor]
  }

  let hasBiases: Bool
  let isBidirectional: Bool
  let isBatchFirst: Bool
  private let hidden: Int
  private let layers: Int
  private let dropout: Dropout?
  private let parameters: [Named<Parameter>]

  /// The parameters of `layers` layers with `gates` gates, uniform in `±√(1 / H)` like PyTorch's.
  init(
    gates: Int, _ inputs: Int, _ hidden: Int, layers: Int, bias: Bool, batchFirst: Bool,
    dropout: Double, bidirectional: Bool, using generator: Generator
  ) {
    expect(layers >= 1, "layers: expected at least 1, found \(layers)")
    let directions = bidirectional ? 2 : 1
    parameters = (0..<layers).flatMap { layer in
      (0..<directions).flatMap { direction -> [Named<Parameter>] in
        let suffix = "l\(layer)" + (direction == 1 ? "_reverse" : "")
        func parameter(_ name: String, _ shape: [Int], _ role: Parameter.Role) -> Named<Parameter> {
          let initial = Initialization.torchDefault(shape, fanIn: hidden, using: generator)
          return Named("\(name)_\(suffix)", Parameter(initial, role))
        }
        let width = layer == 0 ? inputs : hidden * directions
        let weights = [
          parameter("weight_ih", [gates * hidden, width], .weight(.linear)),
          parameter("weight_hh", [gates * hidden, hidden], .weight(.linear)),
        ]
        guard bias else { return weights }
        return weights + ["bias_ih", "bias_hh"].map { parameter($0, [gates * hidden], .bias) }
      }
    }
    self.dropout = dropout == 0 ? nil : Dropout(dropout, using: generator)
    (self.hidden, self.layers) = (hidden, layers)
    (hasBiases, isBidirectional, isBatchFirst) = (bias, bidirectional, batchFirst)
  }

  /// The mirror of a layer that is this stack: PyTorch's keys.
  func mirror(of layer: some Layer) -> Mirror {
    let parts = parameters.map { (label: $0.name, value: $0.value as Any) }
    return Mirror(layer, children: parts + [("dropout", dropout as Any)], displayStyle: .class)
  }

  /// Zeros `[L·D, N, H]` for the input `x`.
  func initialState(for x: Tensor) -> Tensor {
    .zeros(stateShape(for: x), dtype: x.dtype, device: x.device)
  }

  /// Runs the layers over `x` from `states`, and gives the outputs and the last states.
  ///
  /// libtorch runs them all in one call, unless there is dropout between them: its own would draw
  /// from a hidden generator.
  func callAsFunction(
    _ x: Tensor, from states: [Tensor], _ run: (Tensor, Span) -> (output: Tensor, states: [Tensor])
  ) -> (output: Tensor, states: [Tensor]) {
    let shape = stateShape(for: x)
    for state in states {
      expect(state.shape == shape, "a state: expected \(shape), found \(state.shape)")
    }
    guard let dropout, dropout.isTraining else {
      return run(x, Span(layers: layers, weights: parameters.map(\.value), states: states))
    }
    var output = x
    var last: [[Tensor]] = []
    for layer in 0..<layers {
      let next = run(layer == 0 ? output : dropout(output), span(layer, states))
      output = next.output
      last.append(next.states)
    }
    return (output, states.indices.map { i in .concatenated(last.map { $0[i] }) })
  }

  private func span(_ layer: Int, _ states: [Tensor]) -> Span {
    let count = parameters.count / layers
    let directions = isBidirectional ? 2 : 1
    return Span(
      layers: 1, weights: parameters[layer * count..<(layer + 1) * count].map(\.value),
      states: states.map { $0.narrowed(0, from: layer * directions, count: directions) })
  }

  private func stateShape(for x: Tensor) -> [Int] {
    expect(x.rank == 3, "a sequence: expected 3 dimensions, found \(x.shape)")
    return [layers * (isBidirectional ? 2 : 1), x.size(isBatchFirst ? 0 : 1), hidden]
  }
}
