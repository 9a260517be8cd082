import Testing
import Torch
import TorchNN

extension LayerCase {
  /// What `module` computes from `inputs`, both under the fixture's names.
  func outputs(of module: any Module, for inputs: [String: Tensor]) throws -> [String: Tensor] {
    let x = try #require(inputs["input"])
    func input(_ name: String) throws -> Tensor { try #require(inputs["input_" + name]) }
    switch call {
    case "lstm":
      let lstm = try #require(module as? LSTM)
      let state = LSTM.State(hidden: try input("hidden"), cell: try input("cell"))
      let result = lstm(x, from: state)
      return [
        "output": result.output, "output_hidden": result.state.hidden,
        "output_cell": result.state.cell,
      ]
    case "gru":
      let gru = try #require(module as? GRU)
      let result = gru(x, from: try input("hidden"))
      return ["output": result.output, "output_hidden": result.state]
    case "bilinear":
      let bilinear = try #require(module as? Bilinear)
      return ["output": bilinear(x, try input("second"))]
    case "causal_attention":
      let attention = try #require(module as? MultiheadAttention)
      return ["output": attention(x, x, x, isCausal: true)]
    case "cross_attention", "masked_attention":
      let attention = try #require(module as? MultiheadAttention)
      let (keys, values) = (try input("keys"), try input("values"))
      return ["output": attention(x, keys, values, mask: inputs["input_mask"])]
    default:
      let layer = try #require(module as? any Layer)
      return ["output": layer(x)]
    }
  }
}
