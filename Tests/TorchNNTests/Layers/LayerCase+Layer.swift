import Testing
import Torch
import TorchNN

extension LayerCase {
  /// The layer of this library, with random weights.
  func make(using generator: Generator) throws -> any Module {
    let bias = flag("bias", true)
    let affine = flag("affine", true)
    switch layer {
    case "Linear":
      return Linear(
        count("in_features"), count("out_features"), bias: bias, form: weightForm, using: generator)
    case "Conv1d", "Conv2d", "Conv3d", "ConvTranspose2d":
      return try makeConvolution(using: generator)
    case "BatchNorm1d": return BatchNorm1d(count("num_features"), affine: affine)
    case "BatchNorm2d": return BatchNorm2d(count("num_features"), affine: affine)
    case "GroupNorm": return GroupNorm(count("num_groups"), count("num_channels"))
    case "LayerNorm": return LayerNorm(counts("normalized_shape"))
    case "Embedding":
      return Embedding(count("num_embeddings"), count("embedding_dim"), using: generator)
    case "LSTM", "GRU": return makeRecurrent(using: generator)
    case "Bilinear":
      return Bilinear(
        count("in1_features"), count("in2_features"), count("out_features"), using: generator)
    case "MultiheadAttention":
      return MultiheadAttention(
        count("embed_dim"), heads: count("num_heads"), keySize: size("kdim"),
        valueSize: size("vdim"), bias: bias, batchFirst: flag("batch_first", false),
        using: generator)
    default: return try makeWithoutParameters()
    }
  }

  private func makeRecurrent(using generator: Generator) -> any Layer {
    let (inputs, hidden) = (count("input_size"), count("hidden_size"))
    let (layers, bias) = (count("num_layers", 1), flag("bias", true))
    let (batchFirst, bidirectional) = (flag("batch_first", false), flag("bidirectional", false))
    if layer == "LSTM" {
      return LSTM(
        inputs, hidden, layers: layers, bias: bias, batchFirst: batchFirst,
        bidirectional: bidirectional, using: generator)
    }
    return GRU(
      inputs, hidden, layers: layers, bias: bias, batchFirst: batchFirst,
      bidirectional: bidirectional, using: generator)
  }

  private func size(_ name: String) -> Int? { arguments[name] == nil ? nil : count(name) }

  private func makeConvolution(using generator: Generator) throws -> any Layer {
    let (inputs, outputs) = (count("in_channels"), count("out_channels"))
    let (kernel, stride) = (extent("kernel_size", 1), extent("stride", 1))
    let (padding, dilation) = (extent("padding", 0), extent("dilation", 1))
    let (groups, bias) = (count("groups", 1), flag("bias", true))
    switch layer {
    case "Conv1d":
      return Conv1d(
        inputs, outputs, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
        groups: groups, bias: bias, form: weightForm, using: generator)
    case "Conv2d":
      return Conv2d(
        inputs, outputs, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
        groups: groups, bias: bias, form: weightForm, using: generator)
    case "Conv3d":
      return Conv3d(
        inputs, outputs, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
        groups: groups, bias: bias, form: weightForm, using: generator)
    default:
      return ConvTranspose2d(
        inputs, outputs, kernel: kernel, stride: stride, padding: padding,
        outputPadding: extent("output_padding", 0), dilation: dilation, groups: groups, bias: bias,
        using: generator)
    }
  }

  private func makeWithoutParameters() throws -> any Layer {
    switch layer {
    case "MaxPool2d":
      return MaxPool2d(
        extent("kernel_size", 1), stride: extent("stride", 1), padding: extent("padding", 0))
    case "AvgPool2d": return AvgPool2d(extent("kernel_size", 1))
    case "AdaptiveAvgPool2d": return AdaptiveAvgPool2d(extent("output_size", 1))
    case "ReLU": return ReLU()
    case "LeakyReLU": return LeakyReLU(number("negative_slope", 0.01))
    case "ELU": return ELU()
    case "GELU": return GELU(approximate: text("approximate", "none"))
    case "SiLU": return SiLU()
    case "Hardswish": return Hardswish()
    case "Sigmoid": return Sigmoid()
    case "Tanh": return Tanh()
    case "Softplus": return Softplus()
    case "Flatten": return Flatten()
    default: throw UnknownLayer(name: layer)
    }
  }

  struct UnknownLayer: Error { let name: String }
}
