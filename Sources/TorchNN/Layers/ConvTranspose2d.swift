public import Torch

/// A transposed convolution over images: `[N, C, H, W]` to `[N, O, Hʹ, Wʹ]`, usually larger.
public final class ConvTranspose2d: Layer {
  /// `[C, O/groups, k₁, k₂]`: the inputs come first, and an output unit sums over the inputs of its
  /// group and the window.
  public let weight: Parameter
  /// `[O]`.
  public let bias: Parameter?
  private let geometry: ConvolutionGeometry

  /// A transposed convolution from `inputs` to `outputs` channels, initialized like PyTorch's.
  ///
  /// - Parameters:
  ///   - inputs: the channels `C` of the input.
  ///   - outputs: the channels `O` of the output.
  ///   - kernel: the size of the window.
  ///   - stride: the step of the window in the output.
  ///   - padding: the rows that are cut from every side of the output.
  ///   - outputPadding: rows added on one side, where several input sizes give the same output.
  ///   - dilation: the step within the window.
  ///   - groups: how many parts of the channels do not see each other; divides both counts.
  ///   - bias: whether a number is added to every channel.
  ///   - generator: where the initial weights come from.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Extent, stride: Extent = 1, padding: Extent = 0,
    outputPadding: Extent = 0, dilation: Extent = 1, groups: Int = 1, bias: Bool = true,
    using generator: Generator
  ) {
    geometry = ConvolutionGeometry(
      dims: 2, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
      groups: groups, outputPadding: outputPadding)
    (weight, self.bias) = geometry.parameters(inputs, outputs, bias: bias, using: generator)
  }

  /// `[N, C, H, W]` to `[N, O, Hʹ, Wʹ]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { geometry(x, weight, bias) }
}
